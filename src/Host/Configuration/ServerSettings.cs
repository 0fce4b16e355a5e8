using Atelier.Host.Serve;

namespace Atelier.Host.Configuration;

/// <summary>What <c>atelier serve</c> goes by besides: every property of <see cref="ServerOptions"/>.</summary>
internal static class ServerSettings
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);
    private static readonly SettingsOf<ServerOptions> Server =
        new("server.", options => options.Server, (options, server) => options with { Server = server });

    public static IReadOnlyList<Setting> All { get; } =
    [
        Server.Several("urls", "Where it listens", IsUrl, "addresses as http://127.0.0.1:7860 or http://*:7860, separated by semicolons",
            server => server.Urls,
            (server, urls) => urls.Count > 0 ? server with { Urls = urls } : throw new FormatException("at least one address")),
        Server.Folder(
            "data", "The database, the pictures and the keys", server => server.Data, (server, path) => server with { Data = path }),
        Server.Several(
            "allowedHosts", "Host names by which it may be called, besides loopback's",
            host => Uri.CheckHostName(host) != UriHostNameType.Unknown,
            "names without scheme and port, as pictures.example.org, separated by semicolons",
            server => server.AllowedHosts, (server, hosts) => server with { AllowedHosts = hosts }),
        Server.Several("allowedOrigins", "Sites whose pages may call it, besides its own", IsOrigin,
            "origins as https://pictures.example.org, separated by semicolons",
            server => server.AllowedOrigins, (server, origins) => server with { AllowedOrigins = origins }),
        Server.Text("publicUrl", "By which address the world reaches this server, for links", BaseUrl,
            server => server.PublicUrl ?? Setting.None,
            (server, text) => server with
            {
                PublicUrl = text == Setting.None ? null : IsBase(text) ? text.TrimEnd('/') : throw new FormatException(BaseUrl),
            }),
        Server.Switch("allowRemote", "Listen also where other machines can reach it",
            server => server.AllowRemote, (server, value) => server with { AllowRemote = value }),
        Server.Number("requestsPerSecond", "Requests a second that one key may send for long", 1, 1_000_000,
            server => server.RequestsPerSecond, (server, value) => server with { RequestsPerSecond = (int)value }),
        Server.Switch("inProcess", "Run generations in the server's process, for debugging",
            server => server.InProcess, (server, value) => server with { InProcess = value }),
        Server.Switch("safeMode", "Leave out plugins that did not come with the program",
            server => server.SafeMode, (server, value) => server with { SafeMode = value }),
        Server.Switch("frontEnds", "Run plugins that are ways in from other places, as Discord",
            server => server.FrontEnds, (server, value) => server with { FrontEnds = value }),
        Server.Choice("logLevel", "How much is logged", ["trace", "debug", "information", "warning", "error", "critical"],
            server => server.LogLevel, (server, value) => server with { LogLevel = value }),
        Server.Choice("logFormat", "Lines for people, or JSON, one object a line", ["text", "json"],
            server => server.LogFormat, (server, value) => server with { LogFormat = value }),
        Server.Number("waitingTotal", "How many jobs may wait", 1, 10_000_000,
            server => server.WaitingTotal, (server, value) => server with { WaitingTotal = (int)value }),
        Server.Number("waitingPerOwner", "How many jobs of one owner may wait", 1, 10_000_000,
            server => server.WaitingPerOwner, (server, value) => server with { WaitingPerOwner = (int)value }),
        Server.Number(
            "attempts", "Attempts of a job whose worker ends under it", 1, 100, server => server.Attempts,
            (server, value) => server with { Attempts = (int)value }),
        Server.Duration(
            "lease", "How long a worker may be silent before its jobs go to another", Second, Hour, server => server.Lease,
            (server, value) => server with { Lease = value }),
        Server.Duration(
            "heartbeat", "How often a worker says that it has its jobs", Second / 10, Hour, server => server.Heartbeat,
            (server, value) => server with { Heartbeat = value }),
        Server.Duration("stepTimeout", "How long one step may take before the worker is taken to hang", Second, TimeSpan.FromDays(1),
            server => server.StepTimeout, (server, value) => server with { StepTimeout = value }),
        Server.Duration("grace", "How long a shutdown waits for the running job before it is handed back", TimeSpan.Zero, Hour,
            server => server.Grace, (server, value) => server with { Grace = value }),
        Server.Size("modelMemory", "How much of models stays loaded", 1_000_000, server => server.ModelMemory,
            (server, value) => server with { ModelMemory = value }),
        Server.Duration(
            "modelIdle", "How long a model stays loaded after its last use", Second, Year, server => server.ModelIdle,
            (server, value) => server with { ModelIdle = value }),
        Server.Choice("pictureFormat", "How pictures are kept", ["png", "jpeg", "webp"],
            server => server.PictureFormat, (server, value) => server with { PictureFormat = value }),
        Server.Switch("fetchPictures", "Fetch pictures whose address a client of /sdapi names",
            server => server.FetchPictures, (server, value) => server with { FetchPictures = value }),
        Server.Size("unusedUploads", "How much one owner may upload that no job uses; it goes after a day", 1_000_000,
            server => server.UnusedUploads, (server, value) => server with { UnusedUploads = value }),
        Server.DurationOrNone("keepAge", "Pictures older than this are removed, favourites apart", Hour, Year * 100,
            server => server.KeepAge, (server, value) => server with { KeepAge = value }),
        Server.NumberOrNone("keepCount", "Pictures beyond this number are removed, oldest first, favourites apart", 1, long.MaxValue,
            server => server.KeepCount, (server, value) => server with { KeepCount = value }),
        Server.SizeOrNone("keepBytes", "Pictures beyond this size in all are removed, oldest first, favourites apart", 1_000_000,
            server => server.KeepBytes, (server, value) => server with { KeepBytes = value }),
        Server.DurationOrNone("keepJobs", "Records of jobs that ended longer ago are removed; their pictures stay", Hour, Year * 100,
            server => server.KeepJobs, (server, value) => server with { KeepJobs = value }),
        Server.DurationOrNone(
            "keepEvents", "Events (those of jobs apart), deliveries and logs that are older are removed", Hour, Year * 100,
            server => server.KeepEvents, (server, value) => server with { KeepEvents = value }),
    ];

    /// <summary>Checks what settings say together.</summary>
    /// <exception cref="OptionsException">They contradict each other.</exception>
    public static void Check(AtelierOptions options)
    {
        var server = options.Server;
        if (server.Heartbeat * 2 > server.Lease)
        {
            throw new OptionsException(
                $"server.heartbeat: {DurationText.Of(server.Heartbeat)} is too long; it must be at most half of server.lease, which is {DurationText.Of(server.Lease)}");
        }

        if (server.WaitingPerOwner > server.WaitingTotal && options.Sources.ContainsKey("server.waitingPerOwner"))
        {
            throw new OptionsException(
                $"server.waitingPerOwner: {server.WaitingPerOwner} is more than server.waitingTotal, which is {server.WaitingTotal}");
        }
    }

    private static string BaseUrl => $"an address as https://pictures.example.org, or {Setting.None}";

    private static bool IsBase(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            && uri is { Query: "", Fragment: "", UserInfo: "" };

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
            && uri.GetLeftPart(UriPartial.Authority) == text;

    private static bool IsUrl(string text)
    {
        try
        {
            return BindingAddress.Parse(text) is { Scheme: "http" or "https", Port: >= 0 and <= 65535, PathBase: "" or "/" };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
