using Atelier.Host.Store.Sqlite.Webhooks;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Store.Sqlite;

/// <summary>
/// The tables. The database carries the number of scripts it has had; a newer Atelier adds scripts at the end and never changes an old one.
/// Times are ticks of UTC; a state is its number in <see cref="Atelier.Jobs.JobState"/>; a seed is its 64 bits.
/// </summary>
internal static class Schema
{
    /// <summary>Says, in the file's header, whose database it is: "ATLR".</summary>
    public const int ApplicationId = 0x41544C52;

    private static readonly string[] Scripts =
    [
        Jobs, JobCounts, Pictures, Keys, Uploads, Events, Runs, WebhookSchema.Out, Publications, Schedules, Recipes, WebhookSchema.In,
        FrontEnds,
    ];

    /// <summary>How many scripts this Atelier knows.</summary>
    public static int Version => Scripts.Length;

    /// <summary>Brings a database up to <see cref="Version"/>, inside the caller's transaction.</summary>
    /// <exception cref="StoreException">A newer Atelier made it, or another program.</exception>
    public static void Migrate(SqliteConnection connection, string path)
    {
        var owner = connection.QuerySingle<int>("PRAGMA application_id");
        var version = connection.QuerySingle<int>("PRAGMA user_version");
        if (owner != ApplicationId
            && (owner != 0 || version != 0 || connection.QuerySingle<int>("SELECT count(*) FROM sqlite_master") != 0))
        {
            throw new StoreException($"{path} is another program's database; name another data folder with --data");
        }

        if (version > Version)
        {
            throw new StoreException(
                $"{path} was made by a newer Atelier (its schema is {version}, this one knows {Version}); run that one, or name another data folder");
        }

        foreach (var script in Scripts.Skip(version))
        {
            connection.Execute(script);
        }

        if (version < Version)
        {
            connection.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");
        }
    }

    private const string Jobs =
        """
        CREATE TABLE jobs (
            id TEXT NOT NULL PRIMARY KEY,
            owner TEXT NOT NULL,
            source TEXT NOT NULL,
            state INTEGER NOT NULL,
            priority INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            model TEXT NOT NULL,
            search TEXT NOT NULL,
            request TEXT NOT NULL,
            idempotency_key TEXT,
            fingerprint TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            started_at INTEGER,
            ended_at INTEGER,
            error_code TEXT,
            error_message TEXT,
            error_field TEXT,
            worker TEXT,
            token INTEGER NOT NULL DEFAULT 0,
            heartbeats INTEGER NOT NULL DEFAULT 0,
            cancel_requested INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX jobs_by_state ON jobs (state, id);
        CREATE INDEX jobs_by_owner ON jobs (owner, state, id);
        CREATE UNIQUE INDEX jobs_by_idempotency_key ON jobs (owner, idempotency_key) WHERE idempotency_key IS NOT NULL;
        CREATE INDEX jobs_waiting ON jobs (priority, owner, model, id) WHERE state = 0;
        CREATE INDEX jobs_ended ON jobs (ended_at) WHERE ended_at IS NOT NULL;

        -- Whom the queue served when: a number that grows with each lease.
        CREATE TABLE owners (name TEXT NOT NULL PRIMARY KEY, served INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX owners_by_served ON owners (served);

        CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE events (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            job TEXT NOT NULL,
            owner TEXT NOT NULL,
            type TEXT NOT NULL,
            at INTEGER NOT NULL
        );
        CREATE INDEX events_by_job ON events (job);
        """;

    // Counting 100 000 rows for every new job would take longer than keeping it; triggers keep the counts right whatever changes a job.
    private const string JobCounts =
        """
        CREATE TABLE job_counts (state INTEGER NOT NULL PRIMARY KEY, jobs INTEGER NOT NULL);
        INSERT INTO job_counts VALUES (0, 0), (1, 0), (2, 0), (3, 0), (4, 0);

        CREATE TABLE waiting (
            owner TEXT NOT NULL,
            priority INTEGER NOT NULL,
            model TEXT NOT NULL,
            jobs INTEGER NOT NULL,
            PRIMARY KEY (owner, priority, model)
        ) WITHOUT ROWID;
        CREATE INDEX waiting_by_priority ON waiting (priority, owner, jobs);

        CREATE TRIGGER jobs_count_added AFTER INSERT ON jobs BEGIN
            UPDATE job_counts SET jobs = jobs + 1 WHERE state = new.state;
        END;
        CREATE TRIGGER jobs_count_moved AFTER UPDATE OF state ON jobs WHEN old.state <> new.state BEGIN
            UPDATE job_counts SET jobs = jobs - 1 WHERE state = old.state;
            UPDATE job_counts SET jobs = jobs + 1 WHERE state = new.state;
        END;
        CREATE TRIGGER jobs_count_removed AFTER DELETE ON jobs BEGIN
            UPDATE job_counts SET jobs = jobs - 1 WHERE state = old.state;
        END;

        CREATE TRIGGER waiting_added AFTER INSERT ON jobs WHEN new.state = 0 BEGIN
            INSERT INTO waiting VALUES (new.owner, new.priority, new.model, 1)
                ON CONFLICT (owner, priority, model) DO UPDATE SET jobs = jobs + 1;
        END;
        CREATE TRIGGER waiting_again AFTER UPDATE OF state ON jobs WHEN new.state = 0 AND old.state <> 0 BEGIN
            INSERT INTO waiting VALUES (new.owner, new.priority, new.model, 1)
                ON CONFLICT (owner, priority, model) DO UPDATE SET jobs = jobs + 1;
        END;
        CREATE TRIGGER waiting_over AFTER UPDATE OF state ON jobs WHEN new.state <> 0 AND old.state = 0 BEGIN
            UPDATE waiting SET jobs = jobs - 1 WHERE owner = old.owner AND priority = old.priority AND model = old.model;
            DELETE FROM waiting WHERE owner = old.owner AND priority = old.priority AND model = old.model AND jobs = 0;
        END;
        """;

    private const string Pictures =
        """
        CREATE TABLE pictures (
            id TEXT NOT NULL PRIMARY KEY,
            job TEXT NOT NULL,
            position INTEGER NOT NULL,
            owner TEXT NOT NULL,
            hash TEXT NOT NULL,
            thumbnail TEXT NOT NULL,
            format TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            seed INTEGER NOT NULL,
            prompt TEXT NOT NULL,
            search TEXT NOT NULL,
            model TEXT NOT NULL,
            recipe TEXT NOT NULL,
            infotext TEXT NOT NULL,
            favorite INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL
        );
        CREATE UNIQUE INDEX pictures_by_job ON pictures (job, position);
        CREATE INDEX pictures_by_owner ON pictures (owner, id);
        CREATE INDEX pictures_by_model ON pictures (model, id);
        CREATE INDEX pictures_by_favorite ON pictures (favorite, id);
        CREATE INDEX pictures_by_file ON pictures (hash, thumbnail);

        CREATE TABLE picture_totals (pictures INTEGER NOT NULL, bytes INTEGER NOT NULL);
        INSERT INTO picture_totals VALUES (0, 0);
        CREATE TRIGGER picture_totals_added AFTER INSERT ON pictures BEGIN
            UPDATE picture_totals SET pictures = pictures + 1, bytes = bytes + new.bytes;
        END;
        CREATE TRIGGER picture_totals_removed AFTER DELETE ON pictures BEGIN
            UPDATE picture_totals SET pictures = pictures - 1, bytes = bytes - old.bytes;
        END;
        """;

    private const string Keys =
        """
        CREATE TABLE keys (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            hash TEXT NOT NULL UNIQUE,
            prefix TEXT NOT NULL,
            role INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER,
            last_used_at INTEGER,
            waiting_limit INTEGER,
            pictures_per_day INTEGER
        ) WITHOUT ROWID;

        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            action TEXT NOT NULL,
            detail TEXT NOT NULL
        );
        """;

    // The files that a job begins with stay as long as its record: it can be made again.
    private const string Uploads =
        """
        CREATE TABLE uploads (
            hash TEXT NOT NULL,
            owner TEXT NOT NULL,
            format TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            uploaded_at INTEGER NOT NULL,
            PRIMARY KEY (hash, owner)
        ) WITHOUT ROWID;
        CREATE INDEX uploads_by_owner ON uploads (owner, bytes);
        CREATE INDEX uploads_by_time ON uploads (uploaded_at);

        CREATE TABLE job_inputs (job TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (job, hash)) WITHOUT ROWID;
        CREATE INDEX job_inputs_by_hash ON job_inputs (hash);
        CREATE TRIGGER job_inputs_removed AFTER DELETE ON jobs BEGIN
            DELETE FROM job_inputs WHERE job = old.id;
        END;
        """;

    // What is about a job goes with the job's record; the rest by its age.
    private const string Events =
        """
        ALTER TABLE events ADD COLUMN data TEXT;
        CREATE INDEX events_of_no_job ON events (at) WHERE job = '';
        """;

    private const string Runs =
        """
        CREATE TABLE runs (
            id TEXT NOT NULL PRIMARY KEY,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            arguments TEXT NOT NULL,
            owner TEXT NOT NULL,
            trigger TEXT NOT NULL,
            key TEXT,
            lane TEXT,
            state INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            cancel_requested INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            due_at INTEGER,
            not_before INTEGER,
            started_at INTEGER,
            ended_at INTEGER,
            error_code TEXT,
            error_message TEXT,
            error_field TEXT,
            result TEXT
        );
        CREATE UNIQUE INDEX runs_by_key ON runs (key) WHERE key IS NOT NULL;
        CREATE INDEX runs_by_state ON runs (state, id);
        CREATE INDEX runs_by_lane ON runs (lane, state) WHERE lane IS NOT NULL;
        CREATE INDEX runs_by_trigger ON runs (trigger, id);
        CREATE INDEX runs_by_name ON runs (kind, name, id);
        CREATE INDEX runs_ended ON runs (ended_at) WHERE ended_at IS NOT NULL;

        CREATE TABLE run_log (
            run TEXT NOT NULL,
            position INTEGER NOT NULL,
            at INTEGER NOT NULL,
            level TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (run, position)
        ) WITHOUT ROWID;
        CREATE TRIGGER run_log_removed AFTER DELETE ON runs BEGIN
            DELETE FROM run_log WHERE run = old.id;
        END;
        """;

    // The order of publications is that of their sequence, not of their ids: a run that waited long may publish after a later one.
    private const string Publications =
        """
        CREATE TABLE publications (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            id TEXT NOT NULL,
            at INTEGER NOT NULL,
            owner TEXT NOT NULL,
            alt TEXT NOT NULL,
            details TEXT NOT NULL,
            files TEXT NOT NULL,
            targets TEXT NOT NULL,
            places TEXT NOT NULL DEFAULT '[]',
            everywhere INTEGER NOT NULL DEFAULT 0,
            rolled_back INTEGER NOT NULL DEFAULT 0,
            was_shown INTEGER NOT NULL DEFAULT 0
        );
        CREATE UNIQUE INDEX publications_by_name ON publications (name, id);

        CREATE TABLE published (name TEXT NOT NULL PRIMARY KEY, present TEXT, shown TEXT, going_back TEXT) WITHOUT ROWID;
        """;

    // A time has one entry at most: what was done about it is done.
    private const string Schedules =
        """
        CREATE TABLE schedules (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            owner TEXT NOT NULL,
            plan TEXT NOT NULL,
            paused INTEGER NOT NULL,
            settled_at INTEGER NOT NULL,
            created_at INTEGER NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE schedule_history (
            id TEXT NOT NULL PRIMARY KEY,
            schedule TEXT NOT NULL,
            outcome INTEGER NOT NULL,
            due_at INTEGER,
            last_due_at INTEGER,
            count INTEGER NOT NULL,
            at INTEGER NOT NULL,
            reason TEXT,
            detail TEXT,
            run TEXT,
            watched INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE UNIQUE INDEX schedule_history_by_time ON schedule_history (schedule, due_at);
        CREATE INDEX schedule_history_by_schedule ON schedule_history (schedule, id);
        CREATE INDEX schedule_history_watched ON schedule_history (id) WHERE watched = 1;
        """;

    private const string Recipes =
        """
        CREATE TABLE recipe_counters (recipe TEXT NOT NULL PRIMARY KEY, counter INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE recipe_runs (run TEXT NOT NULL PRIMARY KEY, counter INTEGER NOT NULL, facts TEXT, at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX recipe_runs_by_time ON recipe_runs (at);
        """;

    private const string FrontEnds =
        """
        CREATE TABLE front_end_values (
            front_end TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            expires_at INTEGER,
            PRIMARY KEY (front_end, key)
        ) WITHOUT ROWID;
        CREATE INDEX front_end_values_by_end ON front_end_values (expires_at) WHERE expires_at IS NOT NULL;
        """;
}
