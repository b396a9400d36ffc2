-- Traits that were said at once are kept at once: most of what was kept of an identity were eight times the same instant
-- and message, which every event of it read. Formerly name → [time, message, value]; now a list of
-- [time, message, {name: value}], and {} where nothing was said.

-- A migration is of all workspaces.
alter table identity no force row level security;
alter table account no force row level security;

create function said_at_once(history json) returns json language sql immutable as $$
  select json_agg(json_build_array(at::json, message, traits))
  from (
    select said.value ->> 0 as at, said.value ->> 1 as message, json_object_agg(said.key, said.value -> 2) as traits
    from json_each(history) as said
    group by 1, 2
  ) as once
$$;

update identity set traits = said_at_once(traits) where traits::text <> '{}';
update account set history = said_at_once(history) where history::text <> '{}';
drop function said_at_once;

alter table identity force row level security;
alter table account force row level security;
