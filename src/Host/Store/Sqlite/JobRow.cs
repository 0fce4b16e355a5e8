using Atelier.Jobs;

namespace Atelier.Host.Store.Sqlite;

/// <summary>A row of <c>jobs</c> as SQLite's types give it.</summary>
internal sealed class JobRow
{
    public const string Columns =
        """
        id, owner, source, state, priority, attempts, request, created_at AS CreatedAt, started_at AS StartedAt, ended_at AS EndedAt,
        error_code AS ErrorCode, error_message AS ErrorMessage, error_field AS ErrorField
        """;

    public string Id { get; init; } = "";

    public string Owner { get; init; } = "";

    public string Source { get; init; } = "";

    public long State { get; init; }

    public long Priority { get; init; }

    public long Attempts { get; init; }

    public string Request { get; init; } = "";

    public long CreatedAt { get; init; }

    public long? StartedAt { get; init; }

    public long? EndedAt { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorField { get; init; }

    public Job ToJob(IReadOnlyList<JobPicture> pictures) => new()
    {
        Id = Id,
        Owner = Owner,
        Source = Source,
        State = (JobState)State,
        Request = StoredRequest.Read(Request),
        Priority = (int)Priority,
        Attempts = (int)Attempts,
        CreatedAt = Times.Of(CreatedAt),
        StartedAt = Times.Of(StartedAt),
        EndedAt = Times.Of(EndedAt),
        Error = ErrorCode is null ? null : new JobError(ErrorCode, ErrorMessage ?? "", ErrorField),
        Pictures = pictures,
    };
}
