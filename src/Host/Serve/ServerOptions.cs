namespace Atelier.Host.Serve;

/// <summary>
/// What the owner of a server decides, from the section <c>server</c> of the configuration. <see cref="Configuration.ServerSettings"/> has
/// a line for each.
/// </summary>
internal sealed record ServerOptions
{
    /// <summary>Where it listens. Default: <c>http://127.0.0.1:7860</c>, where AUTOMATIC1111's clients look.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:7860"];

    /// <summary>The folder of the database, the pictures and the keys. Default: <c>data</c> in the working directory.</summary>
    public required string Data { get; init; }

    /// <summary>Host names, besides loopback's, by which the server may be called.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Sites, besides the server's own, whose pages may call it: <c>https://pictures.example</c>.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// By which address the world reaches it: <c>https://pictures.example.org</c>. Links in what it sends begin with it. Null where it is
    /// not known.
    /// </summary>
    public string? PublicUrl { get; init; }

    /// <summary>Whether it may listen where other machines can reach it. Default false.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>Requests a second that one key may send for long. Default 500.</summary>
    public int RequestsPerSecond { get; init; } = 500;

    /// <summary>
    /// Whether generations run in this process, for debugging. Default false: in a child process, whose end costs one attempt of one job.
    /// </summary>
    public bool InProcess { get; init; }

    /// <summary>Whether plugins are left out, but for those that come with the program. Default false.</summary>
    public bool SafeMode { get; init; }

    /// <summary>Whether plugins that are ways in from other places run. Default true; never in safe mode.</summary>
    public bool FrontEnds { get; init; } = true;

    /// <summary>
    /// The least severe that is logged: <c>trace</c>, <c>debug</c>, <c>information</c>, <c>warning</c>, <c>error</c> or <c>critical</c>.
    /// Default <c>information</c>.
    /// </summary>
    public string LogLevel { get; init; } = "information";

    /// <summary><c>text</c>, or <c>json</c>: an object a line. Default <c>text</c>.</summary>
    public string LogFormat { get; init; } = "text";

    /// <summary>How many jobs may wait. Default 100 000.</summary>
    public int WaitingTotal { get; init; } = 100_000;

    /// <summary>How many jobs of one owner may wait. Default 20 000.</summary>
    public int WaitingPerOwner { get; init; } = 20_000;

    /// <summary>Attempts of a job whose worker ends under it. Default 3.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>How long a worker may be silent before its jobs are given to another. Default 30 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a worker says that it still has its jobs. Default 10 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one step of a generation may take before the worker is taken to hang. Default 10 minutes.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a shutdown waits for the running job before it is handed back. Default 30 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of models that stay loaded. Default: half of the machine's memory.</summary>
    public long ModelMemory { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>How long a model stays loaded after its last use. Default 15 minutes.</summary>
    public TimeSpan ModelIdle { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How pictures are kept: <c>png</c>, <c>jpeg</c> or <c>webp</c>. Default <c>png</c>.</summary>
    public string PictureFormat { get; init; } = "png";

    /// <summary>
    /// Whether AUTOMATIC1111's clients may name pictures by their address (https), for the server to fetch. Default false.
    /// </summary>
    public bool FetchPictures { get; init; }

    /// <summary>Bytes of uploads of one owner that no job uses: more are refused until some are a day old and go. Default 1 GB.</summary>
    public long UnusedUploads { get; init; } = 1_000_000_000;

    /// <summary>Pictures older than this are removed; null keeps them. Favourites stay.</summary>
    public TimeSpan? KeepAge { get; init; }

    /// <summary>Pictures beyond this number are removed, oldest first; null keeps them. Favourites stay.</summary>
    public long? KeepCount { get; init; }

    /// <summary>Pictures beyond this many bytes are removed, oldest first; null keeps them. Favourites stay.</summary>
    public long? KeepBytes { get; init; }

    /// <summary>Records of jobs that ended longer ago are removed; null keeps them. Their pictures stay. Default 90 days.</summary>
    public TimeSpan? KeepJobs { get; init; } = TimeSpan.FromDays(90);

    /// <summary>
    /// Events that are about no job, deliveries of webhooks and logs are removed when they are older; null keeps them. Default 30 days.
    /// </summary>
    public TimeSpan? KeepEvents { get; init; } = TimeSpan.FromDays(30);
}
