using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Automation;

/// <summary>The options that say what runs: of schedules and of hooks.</summary>
internal sealed class TargetOptions
{
    private readonly Option<string> _recipe = new("--recipe") { Description = "What runs: a recipe of the server", HelpName = "NAME" };
    private readonly Option<string> _script = new("--script") { Description = "What runs: a script of the server", HelpName = "NAME" };
    private readonly Option<string> _prompt = new("--prompt") { Description = "What runs: one picture of a prompt", HelpName = "TEXT" };
    private readonly Option<string> _request =
        new("--request") { Description = "What runs: a generation request, a JSON file", HelpName = "FILE" };
    private readonly Option<string[]> _arguments =
        new("--argument") { Description = "For the recipe (name=value) or the script; may come several times", HelpName = "TEXT" };

    public TargetOptions(Command command)
    {
        foreach (var option in (Option[])[_recipe, _script, _prompt, _request, _arguments])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What was given, as the API takes it.</summary>
    /// <exception cref="InputException">Not one of them was given, or an argument does not fit.</exception>
    public JsonObject Target(ParseResult parsed)
    {
        var (recipe, script, prompt, request) = (parsed.GetValue(_recipe), parsed.GetValue(_script), parsed.GetValue(_prompt),
            parsed.GetValue(_request));
        var arguments = parsed.GetValue(_arguments) ?? [];
        if (new[] { recipe, script, prompt, request }.Count(given => given is not null) != 1)
        {
            throw new InputException("say what runs: one of --recipe, --script, --prompt and --request");
        }

        if (arguments.Length > 0 && recipe is null && script is null)
        {
            throw new InputException("--argument: is for a recipe or a script");
        }

        return recipe is not null ? Of(RunKinds.Recipe, recipe, Named(arguments))
            : script is not null ? Of(RunKinds.Script, script, new JsonArray([.. arguments.Select(text => JsonValue.Create(text))]))
            : new JsonObject
            {
                ["kind"] = RunKinds.Job,
                ["arguments"] = prompt is not null ? new JsonObject { ["prompt"] = prompt } : Read(request!),
            };
    }

    private static JsonObject Of(string kind, string name, JsonNode arguments) =>
        new() { ["kind"] = kind, ["name"] = name, ["arguments"] = arguments };

    private static JsonObject Named(string[] arguments)
    {
        var named = new JsonObject();
        foreach (var argument in arguments)
        {
            named[argument.Split('=', 2) is [{ Length: > 0 } name, _]
                ? name
                : throw new InputException($"--argument: {OneLine.Quoted(argument)} is not possible; a recipe's is name=value")] =
                argument.Split('=', 2)[1];
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
