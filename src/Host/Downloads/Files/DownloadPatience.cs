namespace Atelier.Host.Downloads;

/// <summary>How much is borne from a server.</summary>
internal sealed record DownloadPatience
{
    /// <summary>Failures in a row without progress before a file is given up. Default 6: about a minute.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>The pause after the first failure; each further one doubles it. Default 1 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause, also where the server asks for a longer one. Default 5 minutes.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a server may send nothing. Default 60 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes after which a failure counts as the first again. Default 1 MB.</summary>
    public long Progress { get; init; } = 1 << 20;

    /// <summary>The largest file of unknown size. Default 64 GB.</summary>
    public long Largest { get; init; } = 64L << 30;
}
