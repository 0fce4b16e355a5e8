using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Host.Automation;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Downloads;
using Atelier.Host.Net;
using Atelier.Host.Scripting;
using Atelier.Host.Serve;

namespace Atelier.Host.Configuration;

/// <summary>What the owner of an installation decides, from files, the environment and the command line.</summary>
internal sealed record AtelierOptions
{
    /// <summary>Where things lie.</summary>
    public required AtelierFolders Folders { get; init; }

    /// <summary>The largest request that is taken.</summary>
    public GenerationLimits Limits { get; init; } = new();

    /// <summary>The model of a request that names none. Default <c>starter</c>.</summary>
    public string DefaultModel { get; init; } = "starter";

    /// <summary>What networks run on.</summary>
    public OnnxRuntimeOptions Runtime { get; init; } = new();

    /// <summary>Pixels a side above which pictures are decoded and encoded in tiles; null as the memory mode has it.</summary>
    public int? TileAbove { get; init; }

    /// <summary>What only a server goes by.</summary>
    public ServerOptions Server { get; init; } = new() { Data = "data" };

    /// <summary>What runs by itself.</summary>
    [JsonIgnore]
    public AutomationOptions Automation { get; init; } = new();

    /// <summary>What scripts may take.</summary>
    [JsonIgnore]
    public ScriptingOptions Scripts { get; init; } = new();

    /// <summary>What it may call. A worker calls nobody, so it does not go over the link.</summary>
    [JsonIgnore]
    public NetworkOptions Network { get; init; } = new();

    /// <summary>Where models are fetched from, and with whose token: not a worker's business, so it does not go over the link.</summary>
    [JsonIgnore]
    public HubOptions Hubs { get; init; } = new();

    /// <summary>Where and how pictures are published: the server's business alone, so it does not go over the link.</summary>
    [JsonIgnore]
    public PublishingOptions Publishing { get; init; } = new();

    /// <summary>The configuration files that were read.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Arguments for ASP.NET: <c>--Logging:LogLevel:Default=Debug</c>.</summary>
    public IReadOnlyList<string> AspNet { get; init; } = [];

    /// <summary>Where each setting that has no default value comes from, by its key.</summary>
    public ImmutableDictionary<string, string> Sources { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>Full paths. None needs to exist.</summary>
/// <param name="Models">Models. Default: the first folder <c>models</c> found from the working directory upwards, then from the program
/// upwards.</param>
/// <param name="Plugins">Folders of plugins: <c>plugins</c> beside the program, then the one that is configured.</param>
/// <param name="Wildcards">Wildcard files. Found as models are.</param>
/// <param name="Output">Where pictures go. Default: <c>output</c> in the working directory.</param>
internal sealed record AtelierFolders(string Models, IReadOnlyList<string> Plugins, string Wildcards, string Output)
{
    /// <summary>A server's scripts; null takes the folder <c>scripts</c> of the data folder.</summary>
    public string? Scripts { get; init; }

    /// <summary>A server's recipes; null takes the folder <c>recipes</c> of the data folder.</summary>
    public string? Recipes { get; init; }

    /// <summary>The folders where nothing is configured.</summary>
    /// <param name="working">The working directory.</param>
    /// <param name="program">The folder of the program.</param>
    public static AtelierFolders Discover(string working, string program) => new(
        FindUpwards("models", working, program),
        [Path.Combine(program, "plugins")],
        FindUpwards("wildcards", working, program),
        Path.Combine(working, "output"));

    private static string FindUpwards(string name, string working, string program)
    {
        foreach (var start in (string[])[working, program])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, name);
                if (Directory.Exists(candidate))
                {
                    return candidate;
                }
            }
        }

        return Path.Combine(working, name);
    }
}
