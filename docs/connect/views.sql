-- Views of the data contract over the office's tables of office.sql. The dashboard reads these and nothing else.
CREATE SCHEMA hamgam;
SET search_path = hamgam, "سامانه";

-- Changes with every load, so that the dashboard notices.
CREATE VIEW dataset AS
SELECT 'office-' || to_char(max("زمان"), 'YYYYMMDDHH24MISS') AS data_version, max("زمان")::date::text AS released_on
FROM "دفتر_بارگذاری";

CREATE VIEW source AS
SELECT * FROM (VALUES
    ('census', 'سرشماری نفوس و مسکن ۱۳۹۵', 'Population and housing census 1395 (2016)', 'مرکز آمار ایران', '2017-03-01',
     'census', 'high', 3650),
    ('documents', 'مدرک‌های اقامت صادرشده', 'Residence documents issued', 'ادارهٔ کل امور اتباع و مهاجرین خارجی',
     '2026-02-10', 'administrative', 'high', 365),
    ('schools', 'آمار مدارس استان', 'School statistics of the province', 'ادارهٔ کل آموزش و پرورش', '2026-01-31',
     'administrative', 'high', 365),
    ('health', 'آمار مراکز بهداشتی', 'Statistics of health facilities', 'دانشگاه علوم پزشکی', '2026-01-31',
     'administrative', 'medium', 365),
    ('training', 'آمار آموزش فنی و حرفه‌ای', 'Statistics of vocational training', 'ادارهٔ کل آموزش فنی و حرفه‌ای',
     '2026-01-31', 'administrative', 'medium', 365),
    ('divisions', 'تقسیمات کشوری استانداری', 'Administrative divisions', 'استانداری', '2026-01-01', 'administrative',
     'high', NULL),
    ('standards', 'استانداردهای مصوب جلسهٔ هماهنگی', 'Standards agreed at the coordination meeting', 'استانداری',
     '2025-10-05', 'administrative', 'medium', NULL)
) AS one (source_id, title_fa, title_en, publisher, published_on, kind, confidence, update_every_days)
CROSS JOIN (SELECT NULL::text AS accessed_on, NULL::text AS url, NULL::text AS licence, NULL::text AS note_fa,
    NULL::text AS note_en) AS nothing;

-- Numbers become text codes with their prefix; the country stands above the province.
CREATE VIEW admin_area AS
WITH areas AS (
    SELECT 'IR' || "کد" AS pcode, CASE "نوع" WHEN 'استان' THEN 1 WHEN 'شهرستان' THEN 2 WHEN 'بخش' THEN 3 END AS level,
        'IR' || coalesce("کد_بالادست"::text, '') AS parent_pcode, "نام" AS name_fa, "نام_لاتین" AS name_en,
        "عرض"::double precision AS center_lat, "طول"::double precision AS center_lon
    FROM "تقسیمات"
    UNION ALL SELECT 'IR', 0, NULL, 'ایران', 'Iran', 32.4, 53.7)
SELECT pcode, level, parent_pcode, name_fa, name_en, NULL::text AS cod_pcode, center_lat, center_lon,
    NULL::double precision AS area_km2, NULL::text AS boundary, NULL::text AS boundary_quality, NULL::text AS valid_from,
    NULL::text AS valid_to, NULL::text AS note_fa, NULL::text AS note_en, 'divisions' AS source_id
FROM areas;

CREATE VIEW population AS
WITH ages (age, age_band) AS (VALUES ('۰ تا ۵', '0-5'), ('۶ تا ۱۱', '6-11'), ('۱۲ تا ۱۴', '12-14'),
    ('۱۵ تا ۱۷', '15-17'), ('۱۸ تا ۶۴', '18-64'), ('۶۵ و بیشتر', '65+'))
SELECT 'IR' || "کد_بخش" AS pcode, "سال" AS period, 'resident' AS population_group, 'all' AS sex, age_band,
    CASE "نقاط" WHEN 'شهری' THEN 'urban' ELSE 'rural' END AS area_type, sum("تعداد")::integer AS persons,
    'census' AS source_id
FROM "سرشماری" JOIN ages ON age = "سن" GROUP BY "کد_بخش", "سال", age_band, "نقاط"
UNION ALL
SELECT 'IR' || "کد_بخش", "سال", CASE "نوع_مدرک" WHEN 'آمایش' THEN 'refugee' ELSE 'documented' END,
    CASE "جنسیت" WHEN 'زن' THEN 'f' ELSE 'm' END, age_band, CASE "نقاط" WHEN 'شهری' THEN 'urban' ELSE 'rural' END,
    sum("تعداد")::integer, 'documents'
FROM "اتباع" JOIN ages ON age = "سن"
WHERE "نوع_مدرک" IN ('آمایش', 'گذرنامه با پروانهٔ اقامت')  -- slips that have expired are no documents
GROUP BY "کد_بخش", "سال", "نوع_مدرک", "جنسیت", age_band, "نقاط";

-- A row per school and year becomes one row for the school, with its latest name and place.
CREATE VIEW facility AS
SELECT DISTINCT ON ("کد_مدرسه") 'school_' || "کد_مدرسه" AS facility_id, 'education' AS sector,
    CASE "دوره" WHEN 'ابتدایی' THEN 'primary_school' WHEN 'متوسطه اول' THEN 'lower_secondary_school'
        WHEN 'متوسطه دوم' THEN 'upper_secondary_school' END AS kind,
    "نام" AS name_fa, "نام" AS name_en, 'IR' || "کد_بخش" AS pcode, "عرض"::double precision AS lat,
    "طول"::double precision AS lon, 'all' AS open_to, NULL::text AS supporter_id, 'schools' AS source_id
FROM (SELECT * FROM "مدارس" ORDER BY "کد_مدرسه", "سال_تحصیلی" DESC) AS latest
UNION ALL
SELECT 'health_' || "کد", 'health', CASE "نوع" WHEN 'خانه بهداشت' THEN 'health_house' WHEN 'پایگاه' THEN 'health_post'
        WHEN 'مرکز شهری' THEN 'urban_health_centre' WHEN 'بیمارستان' THEN 'hospital' END,
    "نام", "نام", 'IR' || "کد_بخش", "عرض", "طول", 'all', NULL, 'health'
FROM "مراکز_بهداشت"
UNION ALL
SELECT 'training_' || "کد", 'livelihoods', 'training_centre', "نام", "نام", 'IR' || "کد_بخش", "عرض", "طول",
    CASE WHEN "ویژه_اتباع" THEN 'foreign_nationals' ELSE 'all' END, NULL, 'training'
FROM "مراکز_فنی";

-- A school year stands under the year in which it begins: '1404-1405' is 1404.
CREATE VIEW facility_status AS
SELECT 'school_' || "کد_مدرسه" AS facility_id, left("سال_تحصیلی", 4)::integer AS period,
    CASE "وضعیت" WHEN 'دایر' THEN 'operational' WHEN 'نیازمند تعمیر' THEN 'needs_rehabilitation'
        WHEN 'در دست ساخت' THEN 'under_construction' ELSE 'closed' END AS status, 'schools' AS source_id
FROM "مدارس"
UNION ALL
SELECT 'health_' || "کد", "سال_آمار", CASE WHEN "فعال" THEN 'operational' ELSE 'closed' END, 'health' FROM "مراکز_بهداشت"
UNION ALL
SELECT 'training_' || "کد", "سال", 'operational', 'training' FROM "مراکز_فنی";

-- One column each becomes one row each; what is not known has no row.
CREATE VIEW facility_capacity AS
SELECT 'school_' || "کد_مدرسه" AS facility_id, left("سال_تحصیلی", 4)::integer AS period, measure, value::double precision,
    'schools' AS source_id
FROM "مدارس" CROSS JOIN LATERAL (VALUES ('classrooms', "تعداد_کلاس"::numeric),
    ('shifts', CASE "نوبت" WHEN 'دو نوبته' THEN 2 ELSE 1 END), ('pupils', "تعداد_دانش‌آموز"), ('teachers', "تعداد_معلم"),
    ('floor_area_m2', "زیربنا")) AS told (measure, value)
WHERE value IS NOT NULL
UNION ALL
SELECT 'health_' || "کد", "سال_آمار", measure, value, 'health'
FROM "مراکز_بهداشت" CROSS JOIN LATERAL (VALUES ('staff', "نیرو"), ('beds', "تخت")) AS told (measure, value)
WHERE value IS NOT NULL
UNION ALL
SELECT 'training_' || "کد", "سال", measure, value, 'training'
FROM "مراکز_فنی" CROSS JOIN LATERAL (VALUES ('training_places', "ظرفیت"), ('graduates', "فارغ‌التحصیل")) AS told (measure, value);

CREATE VIEW service_standard AS
SELECT standard_id, indicator_id, name_fa, name_en, value::double precision, unit, is_default, 'medium' AS confidence,
    'standards' AS source_id
FROM (VALUES
    ('ppc_35', 'school_seats', '۳۵ دانش‌آموز در هر کلاس', '35 pupils per class', 35, 'pupils_per_class', true),
    ('class_35', 'pupils_per_class', '۳۵ دانش‌آموز در هر کلاس', '35 pupils per class', 35, 'pupils_per_class', true),
    ('hp_12500', 'health_posts', 'یک پایگاه برای ۱۲٬۵۰۰ نفر', 'One post per 12,500 people', 12500, 'persons_per_unit', true),
    ('hh_1200', 'health_houses', 'یک خانهٔ بهداشت برای ۱٬۲۰۰ نفر', 'One health house per 1,200 people', 1200,
     'persons_per_unit', true),
    ('phu_10000', 'primary_health_units', 'یک واحد مراقبت اولیه برای ۱۰٬۰۰۰ نفر', 'One primary health unit per 10,000 people',
     10000, 'persons_per_unit', true),
    ('beds_10', 'hospital_beds', '۱۰ تخت برای ۱۰٬۰۰۰ نفر', '10 beds per 10,000 people', 10, 'beds_per_10000', true)
) AS one (standard_id, indicator_id, name_fa, name_en, value, unit, is_default);

-- What the office does not have yet: views without a row. The pages say so, and work without.
CREATE VIEW settlement AS SELECT NULL::text AS settlement_id, NULL::text AS pcode, NULL::text AS name_fa,
    NULL::text AS name_en, NULL::double precision AS lat, NULL::double precision AS lon, NULL::text AS kind,
    NULL::integer AS persons, NULL::integer AS period, NULL::text AS source_id WHERE false;
CREATE VIEW benchmark AS SELECT NULL::text AS pcode, NULL::text AS indicator_id, NULL::integer AS period,
    NULL::double precision AS value, NULL::text AS unit, NULL::text AS source_id, NULL::text AS note_fa,
    NULL::text AS note_en WHERE false;
CREATE VIEW partner AS SELECT NULL::text AS partner_id, NULL::text AS name_fa, NULL::text AS name_en,
    NULL::text AS kind WHERE false;
CREATE VIEW meeting AS SELECT NULL::text AS meeting_id, NULL::text AS held_on, NULL::text AS title_fa,
    NULL::text AS title_en, NULL::text AS place_fa, NULL::text AS place_en WHERE false;
CREATE VIEW agenda_item AS SELECT NULL::text AS meeting_id, NULL::integer AS item_no, NULL::text AS sector,
    NULL::text AS title_fa, NULL::text AS title_en, NULL::text AS decision_fa, NULL::text AS decision_en WHERE false;
CREATE VIEW commitment AS SELECT NULL::text AS commitment_id, NULL::text AS meeting_id, NULL::text AS partner_id,
    NULL::text AS sector, NULL::text AS indicator_id, NULL::text AS pcode, NULL::text AS population_group,
    NULL::text AS facility_id, NULL::text AS text_fa, NULL::text AS text_en, NULL::double precision AS promised,
    NULL::text AS unit, NULL::double precision AS amount, NULL::text AS currency, NULL::text AS due_on WHERE false;
CREATE VIEW commitment_update AS SELECT NULL::text AS commitment_id, NULL::text AS updated_on, NULL::text AS status,
    NULL::double precision AS delivered, NULL::text AS note_fa, NULL::text AS note_en WHERE false;
