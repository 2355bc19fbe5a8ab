-- What the policies ask, and how the gate says who looks. `predicates.py` fills in the names between braces.
--
-- All of it looks with the owner's eyes, so that a policy on the team does not ask itself without end. Every name says
-- its schema: nobody can put a table of his own in its place.

CREATE FUNCTION wall.enter(viewer bigint, moment timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    work record;
BEGIN
    -- For whom he works today (`User.work`), and since when without a break.
    SELECT job.organisation_id, body.kind, job.role, min(job.since) OVER (PARTITION BY job.organisation_id) AS since
        INTO work
        FROM public.accounts_membership AS job
        JOIN public.accounts_user AS person ON person.id = job.user_id
        JOIN public.accounts_organisation AS body ON body.id = job.organisation_id
        WHERE job.user_id = enter.viewer AND job.role IN ({work_roles}) AND person.is_active
            AND job.since <= enter.moment AND coalesce(job.until, 'infinity') > enter.moment
        ORDER BY job.since DESC LIMIT 1;
    PERFORM
        set_config('wall.viewer', coalesce(enter.viewer::text, ''), true),
        set_config('wall.moment', coalesce(enter.moment::text, ''), true),
        set_config('wall.organisation', coalesce(work.organisation_id::text, ''), true),
        set_config('wall.kind', coalesce(work.kind, ''), true),
        set_config('wall.coordinates', coalesce((work.role = '{coordinator}')::text, ''), true),
        set_config('wall.since', coalesce(work.since::text, ''), true),
        set_config('wall.cases', '', true);
END $$;

-- Is the viewer on the team, for the organisation he works for today (`access.cases_for`)? A yes holds to the end of
-- the request and is kept, up to so many: most pages are of one case, and a policy then asks no function per row.
CREATE FUNCTION wall.on_team(asked bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL UNSAFE COST 1000 AS $$
DECLARE
    kept text := current_setting('wall.cases', true);
BEGIN
    IF position(' ' || asked || ' ' IN kept) > 0 THEN
        RETURN true;
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.cases_participation AS part
        JOIN public.cases_teammember AS member ON member.participation_id = part.id
        WHERE part.case_id = asked AND part.organisation_id = {organisation}
            AND coalesce(part.until, 'infinity') >= {moment}
            AND member.user_id = {viewer} AND member.since >= {since}
            AND coalesce(member.until, 'infinity') >= {moment})
    THEN
        RETURN false;
    END IF;
    IF length(kept) < {kept} THEN
        PERFORM set_config('wall.cases', coalesce(nullif(kept, ''), ' ') || asked || ' ', true);
    END IF;
    RETURN true;
END $$;

-- Did the case let him in during this request: has he opened it, or accepted a referral?
CREATE FUNCTION wall.let_in(asked bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE COST 1000 AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.cases_case AS opened
        WHERE opened.id = asked AND opened.opened_by_id = {viewer} AND opened.opened_at >= {moment}
    ) OR EXISTS (
        SELECT FROM public.cases_referral AS accepted
        WHERE accepted.case_id = asked AND accepted.organisation_id = {organisation}
            AND accepted.state = '{accepted}' AND accepted.answered_by_id = {viewer}
            AND accepted.answered_at >= {moment});
END $$;

-- Does he know of it without being on the team: does he coordinate an organisation that takes part
-- (`access.participations_for`), or is a referral addressed to his (`access.referrals_for`)?
CREATE FUNCTION wall.knows_of(asked bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE COST 1000 AS $$
BEGIN
    RETURN {coordinates} AND EXISTS (
        SELECT FROM public.cases_participation AS part
        WHERE part.case_id = asked AND part.organisation_id = {organisation}
            AND coalesce(part.until, 'infinity') >= {moment}
    ) OR EXISTS (
        SELECT FROM public.cases_referral AS sent
        WHERE sent.case_id = asked AND sent.organisation_id = {organisation}
    ) OR wall.let_in(asked);
END $$;

-- Is he the regisseur, or the deputy of one who still is there (`access.Seat.directs`)?
CREATE FUNCTION wall.directs(asked bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE COST 1000 AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.cases_regieassignment AS role
        JOIN public.cases_participation AS part
            ON part.case_id = role.case_id AND part.organisation_id = role.organisation_id
        JOIN public.cases_teammember AS member ON member.participation_id = part.id AND member.user_id = role.holder_id
        JOIN public.accounts_user AS person ON person.id = member.user_id
        JOIN public.accounts_membership AS job
            ON job.user_id = member.user_id AND job.organisation_id = part.organisation_id
        WHERE role.case_id = asked AND role.kind = '{chain}' AND {viewer} IN (role.holder_id, role.deputy_id)
            AND coalesce(role.until, 'infinity') >= {moment}
            AND coalesce(part.until, 'infinity') >= {moment}
            AND coalesce(member.until, 'infinity') >= {moment}
            AND person.is_active AND job.role IN ({work_roles}) AND job.since <= member.since
            AND job.since <= {moment} AND coalesce(job.until, 'infinity') > {moment});
END $$;

-- Does he know the members of this participation: of his cases all, of his own organisation as its coordinator?
CREATE FUNCTION wall.knows_members(asked bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL UNSAFE COST 1000 AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.cases_participation AS part
        WHERE part.id = asked AND (
            {coordinates} AND part.organisation_id = {organisation} AND coalesce(part.until, 'infinity') >= {moment}
            OR wall.on_team(part.case_id)));
END $$;

-- May he take this place for his own organisation: has the case let him in?
CREATE FUNCTION wall.may_sit(asked bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE COST 1000 AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.cases_participation AS part
        WHERE part.id = asked AND part.organisation_id = {organisation} AND wall.let_in(part.case_id));
END $$;

-- Does he see the level of this outcome: is he on the team, and did the organisation he works for fill it in, or was it
-- shared with it (`access.level_seen`)?
CREATE FUNCTION wall.sees_level(asked bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL UNSAFE COST 1000 AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.cases_sashoutcome AS outcome
        WHERE outcome.id = asked AND wall.on_team(outcome.case_id) AND (
            outcome.organisation_id = {organisation} OR EXISTS (
                SELECT FROM public.cases_sashshare AS share
                WHERE share.outcome_id = asked AND share.organisation_id = {organisation}
                    AND share.shared_at IS NOT NULL)));
END $$;
