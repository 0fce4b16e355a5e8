using System.Text.Json.Nodes;

namespace Atelier.DiscordSimulator.Limits;

/// <summary>All that is wrong with a body, each at its place.</summary>
internal sealed class Problems
{
    private readonly List<Problem> _all = [];

    public IReadOnlyList<Problem> All => _all;

    /// <param name="path">Names and places, with slashes: <c>embeds/0/title</c>.</param>
    public void Add(string path, string code, string message) => _all.Add(new Problem(path, code, message));

    /// <summary>As the <c>errors</c> of an answer.</summary>
    public JsonObject ToJson()
    {
        var root = new JsonObject();
        foreach (var problem in _all)
        {
            var place = root;
            foreach (var name in problem.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                place[name] ??= new JsonObject();
                place = place[name]!.AsObject();
            }

            place["_errors"] ??= new JsonArray();
            place["_errors"]!.AsArray().Add(new JsonObject { ["code"] = problem.Code, ["message"] = problem.Message });
        }

        return root;
    }
}

internal sealed record Problem(string Path, string Code, string Message);
