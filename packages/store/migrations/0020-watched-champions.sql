-- Champions are watched between trainings, too: whether leads are as they were, and whether what is said of them holds.

alter table study drop constraint study_kind_check;
alter table study add constraint study_kind_check
  check (kind in ('truth', 'backtest', 'proposals', 'training', 'watch'));

-- When the champion is looked at next; null: as soon as there is one.
alter table prediction add column watch_at bigint;
-- JSON: what was seen of a champion last, of which one, and when.
alter table prediction add column watch json;
