namespace Atelier.Host.Downloads;

/// <summary>A download in the queue, as it stands.</summary>
/// <param name="Id">Its offer's key.</param>
/// <param name="Offer">What is fetched.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Owner">Who asked for it.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="Replace">Whether it may take the place of a model of its name.</param>
internal sealed record Download(string Id, ModelOffer Offer, DownloadState State, string Owner, DateTimeOffset CreatedAt, bool Replace)
{
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed, in one line.</summary>
    public string? Error { get; init; }

    public DownloadFault? Fault { get; init; }

    /// <summary>Whether it waits, runs, or will again when the server starts.</summary>
    public bool IsOpen => State is DownloadState.Waiting or DownloadState.Running;
}

/// <summary>Where a download stands.</summary>
internal enum DownloadState
{
    Waiting,
    Running,
    Succeeded,

    /// <summary>What was fetched stays, and asking for the same again goes on from there.</summary>
    Failed,

    /// <summary>What was fetched is gone.</summary>
    Canceled,
}
