using Atelier.Host.Automation.Recipes.Running;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Cli;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Cli.Recipes;

public sealed class RecipeCommandTests : IAsyncLifetime
{
    private const string Good = "args: { subject: null }\ngenerate:\n  prompt: '{{args.subject}}'\n  model: starter\n";

    private readonly PretendRunner _runner = new(RunKinds.Recipe);
    private ServerRun _run = null!;

    public async Task InitializeAsync()
    {
        _run = await ServerRun.StartAsync(services =>
        {
            services.Remove(services.Single(service => service.ImplementationType == typeof(RecipeRunner)));
            services.AddSingleton<IRunner>(_runner);
        });
        _run.Server.Workers.Answer =
            question => question is CuratorsQuestion
                ? new Curators([], [new CuratorInfo("not_blank", "Not blank", [], "", [], null)])
                : throw new WorkerUnavailableException("asked for something else");
    }

    public async Task DisposeAsync() => await _run.DisposeAsync();

    [Fact]
    public void A_recipe_is_put_listed_and_removed()
    {
        var file = Write("hero.yaml", "description: At the top\n" + Good);

        Assert.Contains("hero", _run.Do("recipe", "put", file));
        Assert.Equal("At the top", _run.First("recipe", "list").GetProperty("description").GetString());
        Assert.Equal("", _run.Do("recipe", "remove", "hero"));
        Assert.DoesNotContain("hero", _run.Do("recipe", "list"));
        Assert.NotEqual(ExitCode.Ok, _run.Try("recipe", "remove", "hero"));
        Assert.Contains("there is no recipe 'hero'", _run.Command.Error);
    }

    [Fact]
    public void What_is_wrong_with_one_is_told_by_line_and_column_and_it_is_not_kept()
    {
        var file = Write("hero.yaml", "generate:\n  prompt: a\n  steps: 0\npublsih: []\n");

        Assert.Equal(ExitCode.BadInput, _run.Try("recipe", "check", file));
        Assert.Contains($"{file}:3:3: generate.steps", _run.Command.Output);
        Assert.Contains($"{file}:4:1: publsih", _run.Command.Output);
        Assert.Equal(ExitCode.BadInput, _run.Try("recipe", "put", file));
        Assert.Contains("text: line 3:3: generate.steps", _run.Command.Error);
        Assert.DoesNotContain("hero", _run.Do("recipe", "list"));

        Assert.True(_run.Try("recipe", "check", Write("hero.yaml", Good)) == ExitCode.Ok, _run.Command.Output);
        Assert.Equal($"{file} is right\n", _run.Command.Output);
    }

    [Fact]
    public void A_run_is_followed_to_its_end_and_says_where_the_picture_is()
    {
        _runner.Does = (run, log, _) =>
        {
            log.Write("info", $"made by {run.Target.Arguments}");
            log.Write("warning", "the sky is grey");
            return Task.FromResult(RunOutcome.Succeeded("""{"places":[{"kind":"folder","place":"folder /var/www"}]}"""));
        };
        _run.Do("recipe", "put", Write("hero.yaml", Good));

        Assert.Equal("folder /var/www\n", _run.Do("recipe", "run", "hero", "--arg", "subject=a fox"));

        Assert.Equal("made by {\"subject\":\"a fox\"}\nwarning: the sky is grey\n", _run.Command.Error);
    }

    [Fact]
    public void A_run_that_fails_fails_the_command_with_its_reason()
    {
        _runner.Does = (_, _, _) => throw new RunException("all_refused", "check: all pictures were refused");
        _run.Do("recipe", "put", Write("hero.yaml", Good));

        Assert.Equal(ExitCode.Failed, _run.Try("recipe", "run", "hero", "--arg", "subject=a fox"));

        Assert.Contains("error: check: all pictures were refused", _run.Command.Error);
        Assert.Empty(_run.Command.Output);
    }

    [Theory]
    [InlineData("run|hero|--arg|subject", "--arg: 'subject' must be NAME=VALUE")]
    [InlineData("run|hero.txt", "hero.txt: a recipe's file ends in .yaml, .yml or .json")]
    [InlineData("run|Hero.yaml", "'Hero' is no name for a recipe")]
    [InlineData("put|nothing.yaml", "nothing.yaml: there is no such file")]
    [InlineData("check|nothing.json", "nothing.json: there is no such file")]
    public void What_is_wrong_is_said_in_one_line(string arguments, string message)
    {
        Assert.Equal(ExitCode.BadInput, _run.Try(["recipe", .. arguments.Split('|')]));

        Assert.Contains(message, _run.Command.Error);
    }

    [Fact]
    public void A_file_that_a_server_does_not_have_is_put_there_first()
    {
        var file = Write("hero.yaml", Good);

        Assert.Equal(ExitCode.BadInput, _run.Try("recipe", "run", file, "--arg", "subject=a fox"));

        Assert.Contains($"give it this one first: atelier recipe put {file}, then atelier recipe run hero", _run.Command.Error);
        Assert.DoesNotContain("hero", _run.Do("recipe", "list"));
    }

    [Fact]
    public void Nothing_is_rolled_back_where_nothing_is_published()
    {
        Assert.NotEqual(ExitCode.Ok, _run.Try("recipe", "rollback", "hero"));

        Assert.Contains("nothing is published as 'hero'", _run.Command.Error);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_run.Command.Home, name);
        File.WriteAllText(path, text);
        return path;
    }
}
