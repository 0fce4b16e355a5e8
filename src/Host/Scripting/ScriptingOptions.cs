using Atelier.Host.Scripting.Sandbox;

namespace Atelier.Host.Scripting;

/// <summary>What the owner of an installation decides about scripts, from the section <c>scripts</c> of the configuration.</summary>
internal sealed record ScriptingOptions
{
    /// <summary>How long a run may take. Default 10 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes that a run may have in memory, with all processes that it starts. Default 1 GB.</summary>
    public long Memory { get; init; } = 1_000_000_000;

    /// <summary>Processes that a run may have at once, its own included. Default 64.</summary>
    public int Processes { get; init; } = 64;

    /// <summary>Threads that a run may have at once, in all its processes. Default 512.</summary>
    public int Threads { get; init; } = 512;

    /// <summary>Variables of the environment that scripts see, besides those that every program needs.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Whether admins may write scripts over the network. Default false: whoever may write into the folder adds them.</summary>
    public bool Edit { get; init; }

    /// <summary>
    /// Whether a server's scripts are confined to what they need: <c>auto</c> (default; where the system can), or <c>off</c>.
    /// </summary>
    public string Sandbox { get; init; } = ScriptSandbox.Auto;

    /// <summary>Folders that scripts which are confined may read and write, besides their own.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    public ScriptLimits Limits => new(Timeout, Memory, Processes, Threads);
}
