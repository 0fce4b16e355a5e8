using Atelier.Host.Scripting;
using Atelier.Host.Scripting.Sandbox;

namespace Atelier.Host.Configuration;

/// <summary>What scripts go by: every property of <see cref="ScriptingOptions"/>.</summary>
internal static class ScriptSettings
{
    private static readonly SettingsOf<ScriptingOptions> Scripts =
        new("scripts.", options => options.Scripts, (options, scripts) => options with { Scripts = scripts });

    private static readonly SettingsOf<AtelierFolders> Folders =
        new("folders.", options => options.Folders, (options, folders) => options with { Folders = folders });

    public static IReadOnlyList<Setting> All { get; } =
    [
        Folders.Folder("scripts", "Where a server's scripts lie; without it, the folder scripts of the data folder",
            folders => folders.Scripts ?? Setting.None, (folders, path) => folders with { Scripts = path }),
        Scripts.Duration("timeout", "How long a run of a script may take", TimeSpan.FromSeconds(1), TimeSpan.FromDays(30),
            scripts => scripts.Timeout, (scripts, value) => scripts with { Timeout = value }),
        Scripts.Size(
            "memory", "How much memory a run of a script may take, with all processes that it starts; .NET and the compiler take 200 MB of it", 300_000_000,
            scripts => scripts.Memory, (scripts, value) => scripts with { Memory = value }),
        Scripts.Number("processes", "How many processes a run of a script may have at once, its own included", 1, 10_000,
            scripts => scripts.Processes, (scripts, value) => scripts with { Processes = (int)value }),
        Scripts.Number("threads", "How many threads a run of a script may have at once, in all its processes", 64, 100_000,
            scripts => scripts.Threads, (scripts, value) => scripts with { Threads = (int)value }),
        Scripts.Several(
            "environment", "Variables of the environment that scripts see, besides PATH, HOME, TMPDIR, LANG and DOTNET_*", IsVariable,
            "names of variables, separated by semicolons", scripts => scripts.Environment,
            (scripts, names) => scripts with { Environment = names }),
        Scripts.Choice(
            "sandbox", "Whether a server's scripts are confined to their own folders and what programs need to run, where the system can (Linux with Landlock)",
            [ScriptSandbox.Auto, ScriptSandbox.Off], scripts => scripts.Sandbox, (scripts, value) => scripts with { Sandbox = value }),
        Scripts.Several(
            "folders", "Folders that scripts which are confined may read and write besides their own", Path.IsPathFullyQualified,
            "full paths of folders, separated by semicolons", scripts => scripts.Folders,
            (scripts, folders) => scripts with { Folders = folders }),
        Scripts.Switch("edit", "Let admins write scripts through the API and the page; scripts run as the server's user",
            scripts => scripts.Edit, (scripts, value) => scripts with { Edit = value }),
    ];

    private static bool IsVariable(string name) => name.Length > 0 && !name.Contains('=') && !name.Contains('\0');
}
