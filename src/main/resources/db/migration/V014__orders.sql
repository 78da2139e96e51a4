-- What lists of the whole country are sorted by. A name without what is put before it, or LINE's where the person has told none; it goes when they go.
ALTER TABLE member
    ADD COLUMN name_order VARCHAR(100) AS (COALESCE(
        NULLIF(REGEXP_REPLACE(name, '^(ว่าที่ ?ร้อยตรี(หญิง)?|ว่าที่ ?ร\\.ต\\.|เด็กชาย|เด็กหญิง|ด\\.ช\\.|ด\\.ญ\\.|นางสาว|น\\.ส\\.|นาง|นาย|ผู้ใหญ่บ้าน|ผู้ใหญ่|กำนัน|คุณ|mrs?\\.? |ms\\.? ) ?', ''), ''),
        name, display_name, '')) STORED,
    ADD INDEX member_by_name (name_order),
    ADD INDEX member_by_area (area);
