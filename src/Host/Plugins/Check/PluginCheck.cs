using System.Diagnostics;
using System.Runtime.CompilerServices;
using Atelier.Host.Plugins.Live;
using Atelier.Host.Texts;

namespace Atelier.Host.Plugins.Check;

/// <summary>Loads one plugin, tries each of its parts, and unloads it: for those who write it.</summary>
/// <param name="loader">Loads it.</param>
/// <param name="patience">How long a part may take to be tried.</param>
internal sealed class PluginCheck(PluginLoader loader, TimeSpan patience)
{
    private const int Collections = 10;

    /// <summary>All that can be said of a plugin's folder.</summary>
    /// <param name="folder">The plugin's folder.</param>
    /// <param name="others">The plugins it is to live with.</param>
    public IReadOnlyList<CheckFinding> Run(string folder, IReadOnlyList<PluginStatus> others)
    {
        var findings = new List<CheckFinding>();
        if (LoadTryUnload(folder, others, findings) is { } remains)
        {
            findings.Add(Unloads(remains));
        }

        return findings;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference? LoadTryUnload(string folder, IReadOnlyList<PluginStatus> others, List<CheckFinding> findings)
    {
        var clock = Stopwatch.StartNew();
        var attempt = PluginAttempt.At(folder, loader, _ => null);
        if (attempt.Manifest is { } manifest)
        {
            findings.Add(CheckFinding.Ok("manifest", $"{manifest.Id} {manifest.Version}, for plugin API {manifest.ApiVersion}"));
        }

        if (attempt.Plugin is not { } plugin)
        {
            findings.Add(CheckFinding.Wrong(attempt.Manifest is null ? "manifest" : "loading", attempt.Failure!.Message));
            return attempt.Failure!.Remains;
        }

        findings.Add(CheckFinding.Ok("loading", $"took {clock.ElapsedMilliseconds} ms"));
        findings.Add(Names(folder, plugin, others));
        if (plugin.Parts.Options is { } options)
        {
            findings.Add(CheckFinding.Ok("options", options.Schema));
        }

        var parts = PartTrials.Of(plugin.Parts).ToArray();
        if (parts.Length == 0)
        {
            findings.Add(CheckFinding.Advice("parts", "it brings nothing: Configure adds no part"));
        }

        findings.AddRange(parts.SelectMany(part => Try(part)));
        return plugin.Unload();
    }

    private static CheckFinding Names(string folder, LoadedPlugin plugin, IReadOnlyList<PluginStatus> others)
    {
        var claims = new NameClaims();
        try
        {
            foreach (var other in others.Where(
                other => other is { Parts: not null, Manifest: not null } && Path.GetFullPath(other.Folder) != Path.GetFullPath(folder)))
            {
                claims.Claim(other.Manifest!.Id, other.Parts!);
            }

            claims.Claim(plugin.Manifest.Id, plugin.Parts);
            return CheckFinding.Ok("names", "are free");
        }
        catch (PluginException taken)
        {
            return CheckFinding.Wrong("names", taken.Message);
        }
    }

    private IEnumerable<CheckFinding> Try(PartTrial trial)
    {
        if (string.IsNullOrWhiteSpace(trial.Part.Description))
        {
            yield return CheckFinding.Advice(trial.What, "has no description, which lists would show");
        }

        yield return Outcome(trial);
    }

    private CheckFinding Outcome(PartTrial trial)
    {
        TrialOutcome outcome = default;
        var thread = new Thread(() =>
        {
            try
            {
                outcome = trial.Run();
            }
            catch (Exception exception)
            {
                outcome = $"{exception.GetType().Name}: {OneLine.Of(exception.Message)}";
            }
        })
        { IsBackground = true };
        thread.Start();
        var ended = thread.Join(patience);
        return !ended ? CheckFinding.Wrong(trial.What, $"did not end within {patience.TotalSeconds:0.#} s")
            : outcome.Problem is { } problem ? CheckFinding.Wrong(trial.What, problem)
            : CheckFinding.Ok(trial.What, outcome.Note);
    }

    private static CheckFinding Unloads(WeakReference remains)
    {
        for (var i = 0; i < Collections && remains.IsAlive; i++)
        {
            RuntimeCaches.Clear();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return remains.IsAlive
            ? CheckFinding.Wrong(
                "unloading",
                "it stays in memory; a thread or timer of its own, a handler on a static event, TypeDescriptor or dynamic hold such plugins")
            : CheckFinding.Ok("unloading", "it is gone from memory");
    }
}
