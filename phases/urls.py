from django.urls import path

from phases import views

urlpatterns = [
    path("", views.show_map, name="show_map"),
    path("pdf/", views.show_map_pdf, name="show_map_pdf"),
    path("fase/<slug:slug>/", views.show_phase, name="show_phase"),
    path("fase/<slug:slug>/pdf/", views.show_phase_pdf, name="show_phase_pdf"),
    path("partner/<slug:slug>/", views.show_partner, name="show_partner"),
    path("partner/<slug:slug>/pdf/", views.show_partner_pdf, name="show_partner_pdf"),
    path("tekst/<slug:slug>/", views.show_text, name="show_text"),
    path("tekst/<slug:slug>/versie/<int:number>/", views.show_text_version, name="show_text_version"),
    path("tekst/<slug:slug>/reactie/", views.give_feedback, name="give_feedback"),
    path("reacties/", views.list_feedback, name="list_feedback"),
    path("over/<slug:slug>/", views.show_page, name="show_page"),
    path("begrippen/", views.list_terms, name="list_terms"),
    path("zoeken/", views.search, name="search"),
    path("weg/", views.leave, name="leave"),
]
# The pages that also exist in English; only the root of the addresses may put a language before them.
help_patterns = [
    path("hulp/", views.list_audiences, name="list_audiences"),
    path("hulp/<slug:slug>/", views.show_audience, name="show_audience"),
]
