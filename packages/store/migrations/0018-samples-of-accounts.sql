-- Models of accounts are tried on accounts, whose ids are also ids of leads. Whatever was picked so far is a lead.
alter table sample_lead
  add column of text not null default 'lead' check (of in ('lead', 'account')),
  drop constraint sample_lead_pkey,
  add primary key (workspace_id, model_id, of, lead_id);
alter table sample_lead alter column of drop default;
alter table sample_lead rename column lead_id to subject_id;
alter table sample_lead rename to sample;
alter index sample_of_lead rename to sample_of_subject;
