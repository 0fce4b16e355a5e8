using Atelier.Host.Automation.Runs;
using Atelier.Jobs;

namespace Atelier.Host.Store.Sqlite;

/// <summary>A row of <c>runs</c> as SQLite's types give it.</summary>
internal sealed class RunRow
{
    public const string Columns =
        """
        id, kind, name, arguments, owner, trigger, key, lane, state, attempts, created_at AS CreatedAt, due_at AS DueAt, started_at AS StartedAt,
        ended_at AS EndedAt, error_code AS ErrorCode, error_message AS ErrorMessage, error_field AS ErrorField, result
        """;

    public string Id { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string Arguments { get; init; } = "";

    public string Owner { get; init; } = "";

    public string Trigger { get; init; } = "";

    public string? Key { get; init; }

    public string? Lane { get; init; }

    public long State { get; init; }

    public long Attempts { get; init; }

    public long CreatedAt { get; init; }

    public long? DueAt { get; init; }

    public long? StartedAt { get; init; }

    public long? EndedAt { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorField { get; init; }

    public string? Result { get; init; }

    public Run ToRun() => new(
        Id, new RunTarget(Kind, Name, Arguments), Owner, Trigger, Key, Lane, (JobState)State, (int)Attempts, Times.Of(CreatedAt),
        Times.Of(DueAt),
        Times.Of(StartedAt), Times.Of(EndedAt), ErrorCode is null ? null : new JobError(ErrorCode, ErrorMessage ?? "", ErrorField), Result);
}
