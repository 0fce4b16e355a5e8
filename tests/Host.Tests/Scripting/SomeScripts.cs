using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Client;
using Atelier.Host.Scripting;
using Atelier.Host.Scripting.Hosts;
using Atelier.Host.Scripting.Link;
using Atelier.Host.Scripting.Sandbox;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Scripting;

/// <summary>A folder of scripts, and real processes that run them.</summary>
public sealed class SomeScripts : IAsyncDisposable
{
    /// <summary>More than anything here takes.</summary>
    internal static readonly ScriptLimits Wide = new(TimeSpan.FromMinutes(2), 2_000_000_000, 64, 512);

    private readonly TemporaryFolder _folder = new();
    private readonly ScriptingOptions _options;
    private readonly string _script;

    public SomeScripts()
        : this(new ScriptingOptions())
    {
    }

    // What confines them goes by their data folder; scripts lie in the folder scripts there then.
    internal SomeScripts(ScriptingOptions options, Func<string, ScriptSandbox?>? sandbox = null)
    {
        _options = options;
        _script = sandbox is null ? "script.csx" : Path.Combine("scripts", "script.csx");
        Hosts = new ScriptHosts(options, TimeProvider.System, NullLogger<ScriptHosts>.Instance, sandbox: sandbox?.Invoke(Folder));
        Engine = new ScriptEngine(options, Cache, Hosts);
    }

    public string Folder => _folder.Path;

    public string Cache => Path.Combine(Folder, "compiled");

    internal ScriptHosts Hosts { get; }

    internal ScriptEngine Engine { get; }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs a text as <c>script.csx</c>.</summary>
    internal async Task<RunOfScript> RunAsync(
        string text, ScriptLimits? limits = null, string[]? arguments = null, Action<string>? said = null,
        CancellationToken cancellation = default)
    {
        var path = Write(_script, text);
        var run = new RunOfScript(said);
        var view = new ScriptView(
            "http://127.0.0.1:1", "atl_none", arguments ?? [], Directory.CreateDirectory(Path.Combine(Folder, "files")).FullName, []);
        run.End = await Engine.RunAsync(new ScriptOrder(new ScriptSource(path), view, limits ?? Wide), run, cancellation);
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        await Hosts.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>What a script said, and how it ended.</summary>
internal sealed class RunOfScript(Action<string>? said) : IScriptOutput
{
    private readonly Lock _gate = new();
    private readonly List<(string Level, string Text)> _lines = [];

    public ScriptEnd End { get; set; } = null!;

    public IReadOnlyList<(string Level, string Text)> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public IEnumerable<string> Texts => Lines.Select(line => line.Text);

    public void Write(string level, string text)
    {
        lock (_gate)
        {
            _lines.Add((level, text));
        }

        said?.Invoke(text);
    }

    public void Progress(ProgressEvent progress)
    {
    }

    public void Over(string jobId)
    {
    }
}
