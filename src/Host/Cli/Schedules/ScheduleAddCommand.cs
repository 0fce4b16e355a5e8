using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Client;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Schedules;

/// <summary><c>atelier schedule add</c>.</summary>
internal static class ScheduleAddCommand
{
    public static Command Create(CommandContext context, Option<bool> json)
    {
        var name = new Argument<string>("name") { Description = "The schedule's name: letters, digits, '-', '_' or '.'" };
        var recipe = new Option<string>("--recipe") { Description = "What runs: a recipe of the server", HelpName = "NAME" };
        var script = new Option<string>("--script") { Description = "What runs: a script of the server", HelpName = "NAME" };
        var prompt = new Option<string>("--prompt") { Description = "What runs: one picture of a prompt", HelpName = "TEXT" };
        var request = new Option<string>("--request") { Description = "What runs: a generation request, a JSON file", HelpName = "FILE" };
        var arguments = new Option<string[]>("--argument") { Description = "For the recipe (name=value) or the script; may come several times", HelpName = "TEXT" };
        var add = new Command("add", "Make a schedule") { name, recipe, script, prompt, request, arguments };
        var options = new ScheduleOptions(add);
        var choice = ServerChoice.AddTo(add, context, takesData: true);
        add.SetAction(async (parsed, cancellation) =>
        {
            var body = options.Body(parsed);
            body["name"] = parsed.GetRequiredValue(name);
            body["target"] = Target(parsed.GetValue(recipe), parsed.GetValue(script), parsed.GetValue(prompt), parsed.GetValue(request), parsed.GetValue(arguments) ?? []);
            await using var session = await choice.OpenAsync(parsed, cancellation);
            ScheduleRows.Of([await session.Client.PostAsync<ScheduleView>("schedules", body, cancellation)]).Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return add;
    }

    private static JsonObject Target(string? recipe, string? script, string? prompt, string? request, string[] arguments)
    {
        if (new[] { recipe, script, prompt, request }.Count(given => given is not null) != 1)
        {
            throw new InputException("say what runs: one of --recipe, --script, --prompt and --request");
        }

        if (arguments.Length > 0 && recipe is null && script is null)
        {
            throw new InputException("--argument: is for a recipe or a script");
        }

        return recipe is not null ? new JsonObject { ["kind"] = "recipe", ["name"] = recipe, ["arguments"] = Named(arguments) }
            : script is not null ? new JsonObject { ["kind"] = "script", ["name"] = script, ["arguments"] = new JsonArray([.. arguments.Select(text => JsonValue.Create(text))]) }
            : new JsonObject { ["kind"] = "job", ["arguments"] = prompt is not null ? new JsonObject { ["prompt"] = prompt } : Read(request!) };
    }

    private static JsonObject Named(string[] arguments)
    {
        var named = new JsonObject();
        foreach (var argument in arguments)
        {
            named[argument.Split('=', 2) is [{ Length: > 0 } name, _]
                ? name
                : throw new InputException($"--argument: {OneLine.Quoted(argument)} is not possible; a recipe's is name=value")] = argument.Split('=', 2)[1];
        }

        return named;
    }

    private static JsonNode? Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path));
        }
        catch (JsonException exception)
        {
            throw new InputException($"--request: {path} is not valid JSON: {OneLine.Of(exception.Message)}", exception);
        }
    }
}
