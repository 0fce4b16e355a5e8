using System.Diagnostics;
using System.Text.Json.Nodes;
using Atelier.Support;

namespace Atelier.Server.Tests.Clients;

/// <summary>A script beside this file that drives somebody else's client against a server and prints JSON.</summary>
internal static class NodeScript
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly string Folder = Path.Combine(Golden.RepositoryRoot, "tests", "Server.Tests", "Clients");

    public static async Task<JsonNode> RunAsync(string script, RunningServer server)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, script), server.Url.ToString(), RunningServer.AdminKey])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var output = node.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = node.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await node.WaitForExitAsync(limit.Token);
            Assert.True(node.ExitCode == 0, $"{script} ended with {node.ExitCode}:\n{await errors}\n{server.Output}");
            return JsonNode.Parse(await output)!;
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
    }
}
