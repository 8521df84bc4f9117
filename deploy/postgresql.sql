-- As the user postgres: psql -f deploy/postgresql.sql
-- The system's user nap comes in by the local socket, without a password:
--   NAP_DATABASE_URL=postgresql+psycopg://nap@/nap?host=/var/run/postgresql
-- Over a network give the role a password (\password nap) and ask for TLS: ...@db.example.org/nap?sslmode=verify-full
CREATE ROLE nap LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE DATABASE nap OWNER nap ENCODING 'UTF8' TEMPLATE template0 LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8';
REVOKE ALL ON DATABASE nap FROM PUBLIC;
\connect nap
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
-- Each process of ours takes at most 80 connections. For two processes and the jobs beside them:
ALTER SYSTEM SET max_connections = 200;
-- max_connections holds after a restart of PostgreSQL.
