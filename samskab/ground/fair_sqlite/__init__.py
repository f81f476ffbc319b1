"""SQLite where those who want to write wait in line. An engine for Django: `ENGINE = "samskab.ground.fair_sqlite"`."""
