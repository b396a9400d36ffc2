-- Work that goes on by itself counts how often it was taken up since it last came further: what fails each time, or
-- takes its process with it, is given up in the end and says so, instead of being tried for ever.
alter table study add column attempts integer not null default 0;
alter table publication
  add column attempts integer not null default 0,
  -- When one was counted last: those soon after it are the same.
  add column attempted_at bigint;
alter table bulk
  add column attempts integer not null default 0,
  add column attempted_at bigint;

-- When all leads of an experiment that has ended were found to be scored by the live version again.
alter table experiment add column returned_at bigint;

-- What the key is called by which secrets are sealed, so that a process with another one does not begin; one row.
create table seal_key (
  is_only boolean primary key default true check (is_only),
  name text not null
);
