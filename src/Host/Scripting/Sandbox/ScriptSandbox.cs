using System.Runtime.InteropServices;
using Atelier.Host.Configuration;
using Atelier.Host.Scripting.Shelf;
using Atelier.Host.Store;

namespace Atelier.Host.Scripting.Sandbox;

/// <summary>
/// What a server's scripts may read and write: programs and what they need to run, and their own folders. Not the server's database, its
/// configuration, or anybody's home.
/// </summary>
internal sealed record ScriptSandbox(IReadOnlyList<string> Readable, IReadOnlyList<string> Writable)
{
    /// <summary>Confine scripts where the kernel can.</summary>
    public const string Auto = "auto";

    /// <summary>Do not.</summary>
    public const string Off = "off";

    private static readonly string[] System =
    [
        "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/sys", "/run/systemd/resolve",
        .. ((string[])
        [
            "ssl", "pki", "ca-certificates", "ca-certificates.conf", "resolv.conf", "hosts", "host.conf", "nsswitch.conf", "gai.conf",
            "services", "protocols", "localtime",
            "timezone", "passwd", "group", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "dotnet", "os-release",
            "debian_version", "locale.alias", "fonts", "mime.types",
        ]).Select(name => "/etc/" + name),

        // Of other processes nothing: some kernels show their environment to whoever may read the file.
        .. ((string[])["self", "meminfo", "cpuinfo", "stat", "loadavg", "uptime", "version", "filesystems", "mounts", "sys"]).Select(
            name => "/proc/" + name),
    ];

    private static readonly string[] Devices = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty"];

    private const string Packages = ".nuget/packages";

    /// <returns>Null where scripts are not confined: the owner does not want it, or the kernel cannot.</returns>
    public static ScriptSandbox? Of(AtelierOptions options, ScriptFolder folder, ILogger<ScriptSandbox> logger)
    {
        if (options.Scripts.Sandbox == Off)
        {
            return null;
        }

        if (Landlock.Version == 0)
        {
            SandboxLog.NotThere(logger);
            return null;
        }

        var data = Path.GetFullPath(options.Server.Data);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return new ScriptSandbox(
            [.. System, AppContext.BaseDirectory, DotNet(), folder.Path,
                .. home.Length > 0 ? [Path.Combine(home, Packages)] : Array.Empty<string>()],
            [.. Devices, Made(data, "files"), Made(data, "compiled"), .. options.Scripts.Folders]);
    }

    /// <summary>The same with a folder more to write to.</summary>
    public ScriptSandbox With(string writable) => this with { Writable = [.. Writable, writable] };

    // The runtime is in shared/Microsoft.NETCore.App/VERSION.
    private static string DotNet() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static string Made(string data, string name)
    {
        var path = Path.Combine(data, name);
        DataFolder.Create(path);
        return path;
    }
}

/// <summary>What is said of it.</summary>
internal static partial class SandboxLog
{
    [LoggerMessage(
        LogLevel.Warning,
        "This system has no Landlock: scripts may read and write whatever the server's user may (scripts.sandbox: off says that this is known)")]
    public static partial void NotThere(ILogger logger);
}
