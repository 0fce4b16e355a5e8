using Atelier.Generation;
using Atelier.Host.Cli;

namespace Atelier.Host.Tests.Cli.Imagine;

/// <summary><c>imagine --lora</c>.</summary>
public sealed class AdapterOptionsTests : IDisposable
{
    private readonly CommandRun _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void Adapters_reach_the_request_in_their_order()
    {
        Assert.Equal(ExitCode.Ok, Imagine("--lora", "ink", "--lora", "sub/glass=-0.25", "--lora", "a=b=1.5"));

        Assert.Equal(
            [new AdapterUse { Name = "ink" }, new AdapterUse { Name = "sub/glass", Weight = -0.25 },
                new AdapterUse { Name = "a=b", Weight = 1.5 }],
            _command.Request.Adapters);
    }

    [Theory]
    [InlineData("ink=heavy", "--lora: 'ink=heavy' has no number behind its '='; write NAME=X, as in --lora ink=0.8")]
    [InlineData("ink=", "--lora: 'ink=' has no number behind its '='")]
    public void An_adapter_s_strength_that_is_no_number_says_what_would_be_right(string adapter, string message)
    {
        Assert.Equal(ExitCode.BadInput, Imagine("--lora", adapter));
        Assert.Contains(message, _command.Error);
        Assert.Empty(_command.Engine.Requests);
    }

    [Fact]
    public void A_tag_in_the_prompt_stays_in_the_prompt()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("imagine", "a lake<lora:ink:0.5>", "--quiet", "--lora", "glass"));

        Assert.Equal("a lake<lora:ink:0.5>", _command.Request.Prompt);
        Assert.Equal("glass", Assert.Single(_command.Request.Adapters).Name);
    }

    [Fact]
    public void A_picture_s_adapters_are_made_again_unless_others_are_given()
    {
        var picture = Path.Combine(_command.Home, "a.png");
        File.WriteAllText(picture, "png");
        _command.Engine.Recipes[picture] =
            new GenerationRequest { Prompt = "a lake", Adapters = [new AdapterUse { Name = "ink", Weight = 0.5 }] };

        Assert.Equal(ExitCode.Ok, _command.Run("imagine", "--from", picture, "--quiet"));
        Assert.Equal(ExitCode.Ok, _command.Run("imagine", "--from", picture, "--quiet", "--lora", "glass"));

        Assert.Equal(["ink", "glass"], _command.Engine.Requests.Select(request => Assert.Single(request.Adapters).Name));
    }

    private int Imagine(params string[] arguments) => _command.Run(["imagine", "p", "--quiet", .. arguments]);
}
