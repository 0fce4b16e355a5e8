using System.CommandLine;
using System.Text;
using System.Text.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Automation.Recipes;
using Atelier.Host.Automation.Recipes.Reading;
using Atelier.Host.Client;
using Atelier.Host.Texts;
using Atelier.Jobs;

namespace Atelier.Host.Cli.Recipes;

/// <summary><c>atelier recipe check</c>, <c>run</c> and <c>rollback</c>.</summary>
internal static class RecipeCommand
{
    public static Command Create(CommandContext context, Option<bool> json) => new("recipe", "Make, choose and publish pictures by a recipe")
    {
        Check(context, json),
        Run(context, json),
        RollBack(context, json),
    };

    private static Command Check(CommandContext context, Option<bool> json)
    {
        var file = new Argument<string>("file") { Description = "A recipe, YAML or JSON" };
        var check = new Command("check", "Tell all that is wrong with a recipe, with line and column") { file };
        var choice = ServerChoice.AddTo(check, context);
        check.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var (name, text, format) = Read(path);
            await using var session = await choice.OpenAsync(parsed, cancellation);
            var answer = await session.Client.PostAsync<RecipeCheckView>("recipes/check", new RecipeCheckBody(text, name, format), cancellation);
            if (parsed.GetValue(json))
            {
                context.Terminal.Out.WriteLine(JsonSerializer.Serialize(answer, ClientJson.Options));
            }
            else if (answer.IsRight)
            {
                context.Terminal.Out.WriteLine($"{path} is right");
            }

            foreach (var problem in parsed.GetValue(json) ? [] : answer.Problems)
            {
                context.Terminal.Out.WriteLine($"{path}:{problem}");
            }

            return answer.IsRight ? ExitCode.Ok : ExitCode.BadInput;
        });
        return check;
    }

    private static Command Run(CommandContext context, Option<bool> json)
    {
        var recipe = new Argument<string>("recipe") { Description = "A recipe of the server by its name; or a file, YAML or JSON, which is run here", HelpName = "FILE|NAME" };
        var arguments = new Option<string[]>("--arg") { Description = "An argument of the recipe", HelpName = "NAME=VALUE", AllowMultipleArgumentsPerToken = false };
        var run = new Command("run", "Run a recipe to its end") { recipe, arguments };
        var choice = ServerChoice.AddTo(run, context, takesData: true);
        run.SetAction(async (parsed, cancellation) =>
        {
            var body = new RecipeRunBody(Arguments(parsed.GetValue(arguments) ?? []));
            var wanted = parsed.GetRequiredValue(recipe);
            var file = RecipeFolder.IsName(wanted) ? default : Read(wanted);
            await using var session = await choice.OpenAsync(parsed, cancellation);
            if (file.Name is { } given)
            {
                await LendAsync(context, session, given, file.Text, file.Format, cancellation);
            }

            var accepted = await session.Client.PostAsync<RunView>($"recipes/{file.Name ?? wanted}/run", body, cancellation);
            RunView over;
            try
            {
                over = await new RunFollower(session.Client, context.Time).FollowAsync(
                    accepted.Id, line => context.Terminal.Error.WriteLine(line.Level == "info" ? line.Text : $"{line.Level}: {line.Text}"), cancellation);
            }
            catch (OperationCanceledException)
            {
                await session.Client.PostAsync<RunView>($"runs/{accepted.Id}/cancel", null, CancellationToken.None);
                throw;
            }

            return End(context, over, parsed.GetValue(json));
        });
        return run;
    }

    private static Command RollBack(CommandContext context, Option<bool> json)
    {
        var name = new Argument<string>("name") { Description = "What is published: a recipe's name" };
        var version = new Option<string?>("--to") { Description = "Which version to show again (default: the last good one before the present)", HelpName = "VERSION" };
        var rollback = new Command("rollback", "Show an earlier picture again, on every place that the present one went to") { name, version };
        var choice = ServerChoice.AddTo(rollback, context, takesData: true);
        rollback.SetAction(async (parsed, cancellation) =>
        {
            await using var session = await choice.OpenAsync(parsed, cancellation);
            var answer = await session.Client.PostAsync<RollbackView>(
                $"published/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}/rollback", new RollbackBody { Version = parsed.GetValue(version) }, cancellation);
            if (parsed.GetValue(json))
            {
                context.Terminal.Out.WriteLine(JsonSerializer.Serialize(answer, ClientJson.Options));
                return ExitCode.Ok;
            }

            context.Terminal.Out.WriteLine($"{answer.Name} shows {answer.Version} again");
            foreach (var place in answer.Places)
            {
                context.Terminal.Out.WriteLine(place.Place);
            }

            return ExitCode.Ok;
        });
        return rollback;
    }

    private static int End(CommandContext context, RunView run, bool json)
    {
        if (json)
        {
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(run, ClientJson.Options));
        }
        else if (run.State == JobState.Succeeded)
        {
            foreach (var place in Places(run))
            {
                context.Terminal.Out.WriteLine(place);
            }
        }

        return run.State switch
        {
            JobState.Succeeded => ExitCode.Ok,
            JobState.Canceled => ExitCode.Cancelled,
            _ => ExitCode.Failed,
        };
    }

    private static IEnumerable<string> Places(RunView run) =>
        run.Result is { ValueKind: JsonValueKind.Object } result && result.TryGetProperty("places", out var places) && places.ValueKind == JsonValueKind.Array
            ? places.EnumerateArray().Select(place => place.GetProperty("place").GetString() ?? "")
            : [];

    // A file becomes a recipe of the server that ends with this command; nobody else's is written over.
    private static async Task LendAsync(CommandContext context, ServerSession session, string name, string text, string format, CancellationToken cancellation)
    {
        if (!session.IsPrivate)
        {
            throw new InputException($"a server runs its own recipes by their names; give it this one first: PUT {session.Address.Text}/api/v1/recipes/{name}");
        }

        if (context.Options.Folders.Recipes is { } folder)
        {
            throw new InputException($"folders.recipes is set to {folder}: put the file there and run it by its name, {name}");
        }

        await session.Client.PutAsync<RecipeView>($"recipes/{name}", new RecipeBody(text, format), cancellation);
    }

    private static (string? Name, string Text, string Format) Read(string path)
    {
        var (name, format) = (Path.GetFileNameWithoutExtension(path), Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".yaml" or ".yml" => "yaml",
            ".json" => "json",
            _ => throw new InputException($"{path}: a recipe's file ends in .yaml, .yml or .json"),
        });
        if (!RecipeFolder.IsName(name))
        {
            throw new InputException($"{path}: {OneLine.Quoted(name)} is no name for a recipe; it {RecipeFolder.NameWords}");
        }

        try
        {
            return new FileInfo(path).Length <= RecipeReader.LongestText * 4
                ? (name, File.ReadAllText(path, Encoding.UTF8), format)
                : throw new InputException($"{path}: is too large for a recipe");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: there is no such file");
        }
    }

    private static Dictionary<string, JsonElement> Arguments(IEnumerable<string> given)
    {
        var arguments = new Dictionary<string, JsonElement>();
        foreach (var argument in given)
        {
            var equals = argument.IndexOf('=');
            if (equals < 1)
            {
                throw new InputException($"--arg: {OneLine.Quoted(argument)} must be NAME=VALUE");
            }

            arguments[argument[..equals]] = JsonSerializer.SerializeToElement(argument[(equals + 1)..]);
        }

        return arguments;
    }
}
