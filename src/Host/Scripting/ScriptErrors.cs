namespace Atelier.Host.Scripting;

/// <summary>Why a run of a script failed, for programs.</summary>
internal static class ScriptErrors
{
    public const string Compile = "compile_error";

    /// <summary>It threw an exception.</summary>
    public const string Failed = "script_failed";

    public const string Timeout = "timeout";

    public const string Memory = "memory";

    public const string Processes = "processes";

    public const string Threads = "threads";

    /// <summary>It ended its process itself.</summary>
    public const string Exit = "exit";

    /// <summary>Its process ended by a fault.</summary>
    public const string Crashed = "crashed";
}
