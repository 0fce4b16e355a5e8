using System.CommandLine;
using Atelier.Server.Tests.Kills;

namespace Atelier.Bench;

/// <summary>
/// Claim: a server and its worker may be killed at any moment: nothing that was accepted is lost, made twice or half-written.
/// </summary>
internal static class Kill
{
    public static Command Command()
    {
        var count = new Option<int>("--count") { Description = "Kills.", DefaultValueFactory = _ => 500 };
        var seed = new Option<int>("--seed") { Description = "Decides the moments and the victims.", DefaultValueFactory = _ => 1 };
        var command = new Command("kill", "Kills a server, its worker or both while jobs are accepted, and counts what is lost (Linux).")
        {
            count,
            seed,
        };
        command.SetAction(async (result, _) =>
            Console.WriteLine(await new KillRun(result.GetValue(count), result.GetValue(seed), Console.Error.WriteLine).RunAsync()));
        return command;
    }
}
