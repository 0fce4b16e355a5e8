using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Automation.Recipes;
using Atelier.Host.Cli.Automation;
using Atelier.Host.Cli.Lists;
using Atelier.Host.Client;
using Atelier.Host.Texts;
using Atelier.Jobs;

namespace Atelier.Host.Cli.Recipes;

/// <summary><c>atelier recipe</c>: recipes in files and on servers, run, and taken back.</summary>
internal static class RecipeCommand
{
    public static Command Create(CommandContext context, Option<bool> json) => new("recipe", "Make, choose and publish pictures by a recipe")
    {
        Check(context, json),
        List(context, json),
        Put(context, json),
        Run(context, json),
        RollBack(context, json),
        Remove(context, json),
    };

    private static Command List(CommandContext context, Option<bool> json) => ServerVerb.Of(
        context, json, new Command("list", "List a server's recipes"),
        _ => async (client, cancellation) => new Listing(
            ["Name", "Description", "Problem", "Format", "Changed"],
            [
                .. (await client.GetAsync<IReadOnlyList<RecipeSummary>>("recipes", cancellation)).Select(recipe => (string[])
                [
                    recipe.Name, recipe.Description, recipe.Problem ?? "", recipe.Format,
                    recipe.ChangedAt.ToString("O", CultureInfo.InvariantCulture),
                ]),
            ],
            Details: 2));

    private static Command Put(CommandContext context, Option<bool> json)
    {
        var file = new Argument<string>("file") { Description = "A recipe, YAML or JSON; its name is the file's" };
        return ServerVerb.Of(context, json, new Command("put", "Keep a recipe on a server, in the place of an earlier one of its name") { file }, parsed =>
        {
            var recipe = RecipeText.Read(parsed.GetRequiredValue(file));
            return async (client, cancellation) =>
            {
                var kept = await client.PutAsync<RecipeView>(
                    $"recipes/{recipe.Name}", new RecipeBody(recipe.Text, recipe.Format), cancellation);
                return new Listing(["Name", "Problem"], [[kept.Name, kept.Problems is [var first, ..] ? $"{first}" : ""]]);
            };
        });
    }

    private static Command Remove(CommandContext context, Option<bool> json)
    {
        var name = new Argument<string>("name") { Description = "The recipe's name" };
        return ServerVerb.Of(context, json, new Command("remove", "Remove a recipe from a server; what it published stays") { name }, parsed => async (client, cancellation) =>
        {
            await client.DeleteAsync($"recipes/{parsed.Part(name)}", cancellation);
            return null;
        });
    }

    private static Command Check(CommandContext context, Option<bool> json)
    {
        var file = new Argument<string>("file") { Description = "A recipe, YAML or JSON" };
        var check = new Command("check", "Tell all that is wrong with a recipe, with line and column") { file };
        var choice = ServerChoice.AddTo(check, context);
        check.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var recipe = RecipeText.Read(path);
            await using var session = await choice.OpenAsync(parsed, cancellation);
            var answer =
                await session.Client.PostAsync<RecipeCheckView>(
                    "recipes/check", new RecipeCheckBody(recipe.Text, recipe.Name, recipe.Format), cancellation);
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
        var recipe = new Argument<string>("recipe")
        {
            Description = "A recipe of the server by its name; or a file, YAML or JSON, which is run here, without a server",
            HelpName = "FILE|NAME",
        };
        var arguments = new Option<string[]>("--arg")
        {
            Description = "An argument of the recipe",
            HelpName = "NAME=VALUE",
            AllowMultipleArgumentsPerToken = false,
        };
        var run = new Command("run", "Run a recipe to its end") { recipe, arguments };
        var choice = ServerChoice.AddTo(run, context, takesData: true);
        run.SetAction(async (parsed, cancellation) =>
        {
            var body = new RecipeRunBody(Arguments(parsed.GetValue(arguments) ?? []));
            var wanted = parsed.GetRequiredValue(recipe);
            var file = RecipeFolder.IsName(wanted) ? null : RecipeText.Read(wanted);
            await using var session = await choice.OpenAsync(parsed, cancellation);
            if (file is not null)
            {
                await LendAsync(context, session, wanted, file, cancellation);
            }

            var accepted = await session.Client.PostAsync<RunView>($"recipes/{file?.Name ?? wanted}/run", body, cancellation);
            RunView over;
            try
            {
                over = await new RunFollower(session.Client, context.Time).FollowAsync(
                    accepted.Id, line => context.Terminal.Error.WriteLine(line.Level == "info" ? line.Text : $"{line.Level}: {line.Text}"),
                    cancellation);
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
        var version = new Option<string?>("--to")
        {
            Description = "Which version to show again (default: the last good one before the present)",
            HelpName = "VERSION",
        };
        var rollback =
            new Command("rollback", "Show an earlier picture again, on every place that the present one went to") { name, version };
        var choice = ServerChoice.AddTo(rollback, context, takesData: true);
        rollback.SetAction(async (parsed, cancellation) =>
        {
            await using var session = await choice.OpenAsync(parsed, cancellation);
            var answer = await session.Client.PostAsync<RollbackView>(
                $"published/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}/rollback",
                new RollbackBody { Version = parsed.GetValue(version) }, cancellation);
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
        run.Result is { ValueKind: JsonValueKind.Object } result && result.TryGetProperty("places", out var places)
            && places.ValueKind == JsonValueKind.Array
            ? places.EnumerateArray().Select(place => place.GetProperty("place").GetString() ?? "")
            : [];

    // A file becomes a recipe of the server that ends with this command; nobody else's is written over.
    private static async Task LendAsync(
        CommandContext context, ServerSession session, string path, RecipeText recipe, CancellationToken cancellation)
    {
        if (!session.IsPrivate)
        {
            throw new InputException(
                $"a server runs its own recipes by their names; give it this one first: atelier recipe put {path}, then atelier recipe run {recipe.Name}");
        }

        if (context.Options.Folders.Recipes is { } folder)
        {
            throw new InputException($"folders.recipes is set to {folder}: put the file there and run it by its name, {recipe.Name}");
        }

        await session.Client.PutAsync<RecipeView>($"recipes/{recipe.Name}", new RecipeBody(recipe.Text, recipe.Format), cancellation);
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
