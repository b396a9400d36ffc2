-- What lies in quarantine and waits is counted by its reasons, and taken once more by them.

create index quarantine_waiting on quarantine (workspace_id, code, quarantine_id) include (source_id, received_at)
  where replayed_at is null;
