alter table publication
  -- Who changed bands by the switch is announced in the order of the transitions; those up to this one are. Null where
  -- nobody is (left) to be.
  add column announced_to bigint,
  -- Identities that could not be filled, and leads or accounts that could not be scored: the fault lies in what is kept
  -- of each, and nobody else waits for them.
  add column left_out integer not null default 0;

-- In which bands the leads of a merge were before it, as their scores said: who takes it back puts them there again.
alter table identity_decision add column places json;

-- The one table of workspaces that stood before the second wall.
call own_workspace_only('sweep');
