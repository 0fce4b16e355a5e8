namespace Atelier.Host.Store.Sqlite.Webhooks;

/// <summary>The tables of webhooks.</summary>
internal static class WebhookSchema
{
    // A lane is the host that is called. A delivery's sequence orders what one event brought for many.
    public const string Out =
        """
        CREATE TABLE webhooks (
            id TEXT NOT NULL PRIMARY KEY,
            owner TEXT NOT NULL,
            url TEXT NOT NULL,
            lane TEXT NOT NULL,
            description TEXT NOT NULL,
            events TEXT NOT NULL,
            job TEXT UNIQUE,
            enabled INTEGER NOT NULL,
            disabled TEXT,
            secret TEXT NOT NULL,
            former_secret TEXT,
            former_until INTEGER,
            created_at INTEGER NOT NULL,
            after INTEGER NOT NULL,
            paused_until INTEGER,
            throttles INTEGER NOT NULL DEFAULT 0,
            failing_since INTEGER
        ) WITHOUT ROWID;

        CREATE TABLE webhook_deliveries (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            webhook TEXT NOT NULL REFERENCES webhooks (id),
            event INTEGER,
            type TEXT NOT NULL,
            body TEXT NOT NULL,
            state INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            tries INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            due_at INTEGER,
            ended_at INTEGER
        );
        CREATE UNIQUE INDEX webhook_deliveries_by_event ON webhook_deliveries (webhook, event) WHERE event IS NOT NULL;
        CREATE INDEX webhook_deliveries_due ON webhook_deliveries (due_at) WHERE state = 0;
        CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook, state, id);
        CREATE INDEX webhook_deliveries_by_state ON webhook_deliveries (state, id);
        CREATE INDEX webhook_deliveries_ended ON webhook_deliveries (ended_at) WHERE ended_at IS NOT NULL;

        CREATE TABLE webhook_attempts (
            delivery TEXT NOT NULL,
            number INTEGER NOT NULL,
            at INTEGER NOT NULL,
            status INTEGER,
            error TEXT,
            duration INTEGER NOT NULL,
            answer TEXT NOT NULL,
            PRIMARY KEY (delivery, number)
        ) WITHOUT ROWID;
        CREATE TRIGGER webhook_attempts_removed AFTER DELETE ON webhook_deliveries BEGIN
            DELETE FROM webhook_attempts WHERE delivery = old.id;
        END;
        """;

    public const string In =
        """
        CREATE TABLE hooks (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            owner TEXT NOT NULL,
            scheme TEXT NOT NULL,
            kind TEXT NOT NULL,
            target TEXT NOT NULL,
            arguments TEXT NOT NULL,
            events TEXT NOT NULL,
            description TEXT NOT NULL,
            enabled INTEGER NOT NULL,
            secret TEXT NOT NULL,
            former_secret TEXT,
            former_until INTEGER,
            created_at INTEGER NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE hook_calls (
            id TEXT NOT NULL PRIMARY KEY,
            hook TEXT NOT NULL,
            at INTEGER NOT NULL,
            delivery TEXT,
            event TEXT,
            outcome TEXT NOT NULL,
            run TEXT,
            reason TEXT,
            bytes INTEGER NOT NULL,
            body_hash TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX hook_calls_by_hook ON hook_calls (hook, id);
        CREATE INDEX hook_calls_refused ON hook_calls (hook, id) WHERE outcome = 'refused';
        CREATE INDEX hook_calls_by_time ON hook_calls (at);
        """;
}
