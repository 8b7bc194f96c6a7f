-- A made-up database of a governorate, as such databases are: Persian names, codes of its own, one row per school and
-- school year, a row per health place. Only what the example needs; every figure here is invented.
CREATE SCHEMA "سامانه";
SET search_path = "سامانه";

CREATE TABLE "تقسیمات" (
    "کد" integer PRIMARY KEY, "نام" text, "نام_لاتین" text, "کد_بالادست" integer, "نوع" text, "عرض" numeric, "طول" numeric);
INSERT INTO "تقسیمات" VALUES
    (23, 'تهران', 'Tehran', NULL, 'استان', 35.69, 51.39),
    (2310, 'اسلامشهر', 'Eslamshahr', 23, 'شهرستان', 35.54, 51.20),
    (231001, 'چهاردانگه', 'Chahardangeh', 2310, 'بخش', 35.60, 51.31),
    (231002, 'مرکزی', 'Central', 2310, 'بخش', 35.54, 51.22);

-- Residents of the census, by age; the office keeps no split by sex.
CREATE TABLE "سرشماری" ("کد_بخش" integer, "سال" integer, "سن" text, "نقاط" text, "تعداد" integer);
INSERT INTO "سرشماری"
SELECT code, 1395, age, part, number FROM (VALUES (231001, 3), (231002, 5)) AS district (code, times),
    LATERAL (VALUES
        ('۰ تا ۵', 'شهری', 900 * times), ('۶ تا ۱۱', 'شهری', 1000 * times), ('۱۲ تا ۱۴', 'شهری', 400 * times),
        ('۱۵ تا ۱۷', 'شهری', 400 * times), ('۱۸ تا ۶۴', 'شهری', 7000 * times), ('۶۵ و بیشتر', 'شهری', 700 * times),
        ('۶ تا ۱۱', 'روستایی', 100 * times), ('۱۸ تا ۶۴', 'روستایی', 500 * times)) AS people (age, part, number);

-- Holders of documents, as the office issues them; one row a person would be more than the dashboard may see.
CREATE TABLE "اتباع" (
    "کد_بخش" integer, "سال" integer, "نوع_مدرک" text, "جنسیت" text, "سن" text, "نقاط" text, "تعداد" integer);
INSERT INTO "اتباع"
SELECT code, year, document, sex, age, part, number
FROM (VALUES (231001), (231002)) AS district (code),
    (VALUES (1403), (1404)) AS years (year),
    (VALUES ('آمایش', 40), ('گذرنامه با پروانهٔ اقامت', 20)) AS papers (document, number),
    (VALUES ('مرد'), ('زن')) AS sexes (sex),
    (VALUES ('۰ تا ۵'), ('۶ تا ۱۱'), ('۱۲ تا ۱۴'), ('۱۵ تا ۱۷'), ('۱۸ تا ۶۴'), ('۶۵ و بیشتر')) AS ages (age),
    (VALUES ('شهری')) AS parts (part);
-- Slips that have expired: they are nobody's valid document and stay out of the views.
INSERT INTO "اتباع" VALUES (231001, 1404, 'برگهٔ سرشماری', 'مرد', '۱۸ تا ۶۴', 'شهری', 5000);

-- One row per school and school year.
CREATE TABLE "مدارس" (
    "کد_مدرسه" integer, "سال_تحصیلی" text, "نام" text, "دوره" text, "کد_بخش" integer, "تعداد_کلاس" integer,
    "نوبت" text, "تعداد_دانش‌آموز" integer, "تعداد_معلم" integer, "زیربنا" numeric, "وضعیت" text, "عرض" numeric,
    "طول" numeric, PRIMARY KEY ("کد_مدرسه", "سال_تحصیلی"));
INSERT INTO "مدارس" VALUES
    (101, '1403-1404', 'شهید بهشتی', 'ابتدایی', 231001, 12, 'دو نوبته', 760, 25, 2100, 'دایر', 35.601, 51.312),
    (101, '1404-1405', 'شهید بهشتی', 'ابتدایی', 231001, 14, 'دو نوبته', 820, 27, 2300, 'دایر', 35.601, 51.312),
    (102, '1404-1405', 'ایران', 'متوسطه اول', 231001, 9, 'یک نوبته', 280, 15, 1400, 'دایر', 35.598, 51.305),
    (103, '1404-1405', 'امید', 'ابتدایی', 231002, 10, 'یک نوبته', 330, 12, 1600, 'نیازمند تعمیر', 35.541, 51.221),
    (104, '1404-1405', 'دانش', 'متوسطه دوم', 231002, 8, 'یک نوبته', 250, 14, 1200, 'در دست ساخت', 35.545, 51.230);

CREATE TABLE "مراکز_بهداشت" (
    "کد" integer PRIMARY KEY, "نام" text, "نوع" text, "کد_بخش" integer, "نیرو" integer, "تخت" integer, "سال_آمار" integer,
    "فعال" boolean, "عرض" numeric, "طول" numeric);
INSERT INTO "مراکز_بهداشت" VALUES
    (1, 'خانه بهداشت فیروزبهرام', 'خانه بهداشت', 231001, 2, NULL, 1404, true, 35.610, 51.300),
    (2, 'پایگاه سلامت مهر', 'پایگاه', 231001, 6, NULL, 1404, true, 35.603, 51.310),
    (3, 'مرکز شهری شماره ۱', 'مرکز شهری', 231002, 22, NULL, 1404, true, 35.543, 51.225),
    (4, 'بیمارستان امام', 'بیمارستان', 231002, 310, 180, 1404, true, 35.548, 51.228);

CREATE TABLE "مراکز_فنی" (
    "کد" integer PRIMARY KEY, "نام" text, "کد_بخش" integer, "ظرفیت" integer, "فارغ‌التحصیل" integer, "سال" integer,
    "ویژه_اتباع" boolean, "عرض" numeric, "طول" numeric);
INSERT INTO "مراکز_فنی" VALUES (1, 'مرکز آموزش فنی شماره ۲', 231002, 240, 190, 1404, false, 35.544, 51.219);

-- Each load of the office ends with a row here.
CREATE TABLE "دفتر_بارگذاری" ("زمان" timestamp, "شرح" text);
INSERT INTO "دفتر_بارگذاری" VALUES ('2026-01-31 18:20', 'آمار مدارس'), ('2026-02-10 09:05', 'آمار اتباع');
