-- The sample that is being loaded into a workspace, which meanwhile lives in the sample's time: no process sweeps it on
-- our day. Null where none is (left) to be loaded. Whichever process finds nobody at it goes on with it.
alter table workspace add column loading jsonb;

-- Which adjustment another one takes back. Once the reason said so, which people write as they like.
alter table adjustment add column takes_back bigint;
-- Whoever owns the tables is held to one workspace, too; this is for all of them.
alter table adjustment no force row level security;
update adjustment as one set takes_back = other.adjustment_id, reason = other.reason
from adjustment as other
where one.workspace_id = other.workspace_id and one.reason = 'takes-back:' || other.adjustment_id
  and (one.identity_id, one.model_id, one.dimension, one.points)
    = (other.identity_id, other.model_id, other.dimension, 0 - other.points);
alter table adjustment force row level security;
