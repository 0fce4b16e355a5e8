namespace Atelier.Host.Plugins.Live;

/// <summary>A folder of a plugin: what was seen of it, what was tried, and what runs.</summary>
internal sealed class PluginFolder(string path)
{
    public string Path { get; } = path;

    /// <summary>How it was when last looked at, and since when it has been so; null where it is not there.</summary>
    public FolderStamp? Seen { get; private set; }

    public long SeenAt { get; private set; }

    /// <summary>How it was when it was last loaded, with or without success.</summary>
    public FolderStamp? Tried { get; set; }

    /// <summary>The loading that is under way.</summary>
    public Task<FolderLoading>? Loading { get; set; }

    public RunningPlugin? Running { get; set; }

    /// <summary>What its files say of themselves, though they could not be used.</summary>
    public PluginManifest? FailedManifest { get; set; }

    /// <summary>Why its files could not be used; null where they run.</summary>
    public PluginException? Failure { get; set; }

    /// <summary>Whether another plugin had its names, so that it is tried again when that one goes.</summary>
    public bool Contested { get; set; }

    public string? Id => (Failure is null ? Running?.Manifest : FailedManifest ?? Running?.Manifest)?.Id;

    public PluginStatus? Status => (Running, Failure) switch
    {
        (null, null) => null,
        (null, _) => new PluginStatus(Path, PluginState.Failed, FailedManifest, null, Failure.Message),
        (_, null) => new PluginStatus(Path, PluginState.Active, Running.Manifest, Running.Parts, null),
        _ => new PluginStatus(
            Path, PluginState.Active, Running.Manifest, Running.Parts, $"its newer files were not taken: {Failure.Message}"),
    };

    /// <summary>Notes how the folder is now.</summary>
    public void Look(string? options, long now)
    {
        var stamp = FolderStamp.Of(Path, options);
        if (stamp != Seen)
        {
            (Seen, SeenAt) = (stamp, now);
        }
    }

    /// <summary>Whether what was seen was not tried yet, or differs from what runs because it is gone.</summary>
    public bool Pending => Seen is null ? Loading is null : Seen != Tried;

    /// <summary>Whether its writer says that it is written.</summary>
    public bool Ready => Seen?.Ready is { } ready && ready != Tried?.Ready;
}

/// <summary>What came of loading a folder.</summary>
/// <param name="Stamp">How the folder was before and after.</param>
/// <param name="Snapshot">The copy that was loaded; null where none could be made, or it is what runs already.</param>
/// <param name="Content">Says which files and options these were.</param>
/// <param name="Attempt">The outcome; null where nothing differs from what runs, or files changed meanwhile.</param>
internal sealed record FolderLoading(FolderStamp? Stamp, PluginSnapshot? Snapshot, string Content, PluginAttempt? Attempt)
{
    /// <summary>Whether it is a plugin that runs in another process, which was not loaded.</summary>
    public bool IsElsewhere { get; init; }
}
