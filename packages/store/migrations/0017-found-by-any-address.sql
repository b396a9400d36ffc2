-- Leads are found by each of their addresses and ids, not only by the address that they are shown by: see
-- `describe-lead.ts`, which says the same, and of letters beyond ASCII a little more, whenever a lead is described anew.

-- A migration is of all workspaces.
alter table identity no force row level security;
alter table lead no force row level security;
alter table lead_key no force row level security;

with said as (
  select distinct identity.workspace_id, identity.lead_id, left(word, 80) as word
  from identity,
    regexp_split_to_table(lower(substr(key, strpos(key, ':') + 1)), '[^a-z0-9\u0080-\U0010ffff]+') as word
  where (key like 'user:%' or key like 'email:%') and word <> ''
), fresh as (
  select workspace_id, lead_id, word, row_number() over (partition by workspace_id, lead_id order by word) as place
  from said join lead using (workspace_id, lead_id)
  where word <> all(lead.words)
), added as (
  select workspace_id, lead_id, array_agg(word) as words from fresh where place <= 60 group by workspace_id, lead_id
)
update lead set words = lead.words || added.words
from added where (lead.workspace_id, lead.lead_id) = (added.workspace_id, added.lead_id);

alter table identity force row level security;
alter table lead force row level security;
alter table lead_key force row level security;
