-- A link is a part of a notice's text: the label of its button, in English too where the text is, and an address.
ALTER TABLE notice_version
    ADD COLUMN link JSON NULL AFTER choices;

-- Whether people are addressed by their role.
ALTER TABLE notice
    ADD COLUMN greet BOOLEAN NOT NULL DEFAULT FALSE AFTER acknowledge;
