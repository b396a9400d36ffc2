-- People say that an address or a former id does not stand for somebody: the two no longer meet through it.
alter table identity_decision drop constraint identity_decision_kind_check;
alter table identity_decision add constraint identity_decision_kind_check check (kind in ('merge', 'part', 'unmerge'));
