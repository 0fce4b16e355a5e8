using System.CommandLine;
using System.Diagnostics;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Client;
using Atelier.Host.Scripting;
using Atelier.Host.Scripting.Hosts;
using Atelier.Host.Scripting.Link;
using Atelier.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Bench;

/// <summary>Many runs of many scripts in one process that is never replaced: what is left in it.</summary>
internal static class Scripts
{
    public static Command Command()
    {
        var runs = new Option<int>("--runs") { Description = "Runs in all", DefaultValueFactory = _ => 10_000 };
        var scripts = new Option<int>("--scripts") { Description = "Scripts, taken in turn", DefaultValueFactory = _ => 100 };
        var command =
            new Command("scripts", "Runs of scripts: assemblies left in their process, its memory, runs a second") { runs, scripts };
        command.SetAction(async (parsed, _) => await RunAsync(parsed.GetValue(runs), parsed.GetValue(scripts)));
        return command;
    }

    private static async Task RunAsync(int runs, int scripts)
    {
        var folder = Directory.CreateTempSubdirectory("atelier-bench-").FullName;
        var options = new ScriptingOptions();
        await using var hosts = new ScriptHosts(options, TimeProvider.System, NullLogger<ScriptHosts>.Instance, most: int.MaxValue);
        var engine = new ScriptEngine(options, Path.Combine(folder, "compiled"), hosts);
        var view = new ScriptView("http://127.0.0.1:1", "none", ["one"], folder, []);
        var paths = Enumerable.Range(0, scripts).Select(number => Write(folder, number)).ToList();
        try
        {
            // Everything is compiled, and what is loaded once is loaded.
            for (var i = 0; i < scripts * 2; i++)
            {
                await OneAsync(i);
            }

            var (assemblies, memory) = await StateAsync(hosts);
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < runs; i++)
            {
                await OneAsync(i);
                if ((i + 1) % (runs / 10) == 0)
                {
                    var (now, bytes) = await StateAsync(hosts);
                    Console.WriteLine($"{i + 1,6} runs: {now} assemblies, {bytes / 1e6:0} MB");
                }
            }

            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var (last, lastMemory) = await StateAsync(hosts);
            var host = await hosts.TakeAsync(CancellationToken.None);
            Console.WriteLine($"""
                assemblies more than before   {last - assemblies}
                memory before, after          {memory / 1e6:0} MB, {lastMemory / 1e6:0} MB ({(double)lastMemory / memory:0.00})
                processes                     {(host.Runs == runs + (scripts * 2) ? "one" : "several")}
                runs a second                 {runs / seconds:0.0}
                """);
            await hosts.GiveBackAsync(host);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task OneAsync(int number)
        {
            var end = await engine.RunAsync(
                new ScriptOrder(new ScriptSource(paths[number % scripts]), view, options.Limits), new Silent(), CancellationToken.None);
            if (end.State != JobState.Succeeded)
            {
                throw new InvalidOperationException($"run {number}: {end.Error}");
            }
        }
    }

    // Types of its own, a generic over them, an await, a line and JSON: what holds assemblies where anything does.
    private static string Write(string folder, int number)
    {
        var path = Path.Combine(folder, $"script{number}.csx");
        File.WriteAllText(path, $$"""
            record Picture{{number}}(string Name, int Width);
            var all = new List<Picture{{number}}> { new("{{number}}", {{number}}) };
            await Task.Yield();
            WriteLine($"{all.Sum(picture => picture.Width)} {Args[0]}");
            return all;
            """);
        return path;
    }

    private static async Task<(int Assemblies, long Memory)> StateAsync(ScriptHosts hosts)
    {
        var host = await hosts.TakeAsync(CancellationToken.None);
        var state = (host.Assemblies, host.Memory);
        await hosts.GiveBackAsync(host);
        return state;
    }

    private sealed class Silent : IScriptOutput
    {
        public void Write(string level, string text)
        {
        }

        public void Progress(ProgressEvent progress)
        {
        }

        public void Over(string jobId)
        {
        }
    }
}
