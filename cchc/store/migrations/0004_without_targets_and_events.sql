-- Schema 3 had tables for targets and events that nothing wrote: those of acts stand in
-- data/reference, and a target that was reported is a figure of the kind "target".
DROP TABLE target;
DROP TABLE event;
