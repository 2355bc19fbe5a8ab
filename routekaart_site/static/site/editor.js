// The rich-text editor puts a box of its own in the place of the field: it gets the name and the hint of that field.
document.addEventListener("prose-editor:ready", function (event) {
  const { editor, textarea } = event.detail;
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  editor.view.dom.setAttribute("aria-label", label ? label.textContent.replace(/:\s*$/, "") : textarea.name);
  const hint = textarea.getAttribute("aria-describedby");
  if (hint) editor.view.dom.setAttribute("aria-describedby", hint);
});
