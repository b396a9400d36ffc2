-- When the last item of a source came within the hour; null of hours that were booked before this was noted.

alter table conservation add column last_at bigint;
