-- A page of all who hold a role is read from this in order, however many there are.
ALTER TABLE member_role ADD INDEX member_role_in_order (role, member_id, starts_on, ends_on);
