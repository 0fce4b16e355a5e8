using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker;

namespace Atelier.Host.Tests.Queue;

public sealed class RequestCompletionTests : IAsyncDisposable
{
    private readonly QueueFixture _fixture = new();

    [Fact]
    public async Task What_is_left_open_gets_the_models_own_values_and_a_seed()
    {
        var complete = await CompleteAsync(new GenerationRequest { Prompt = "" });

        Assert.Equal("starter", complete.Model);
        Assert.Equal(QueueFixture.DrawnSeed, complete.Seed);
        Assert.NotNull(complete.Steps);
        Assert.NotNull(complete.GuidanceSettings);
        Assert.Equal((256, 256), (complete.Width, complete.Height));
    }

    [Fact]
    public async Task What_is_given_stays()
    {
        var given = new GenerationRequest
        {
            Prompt = "x",
            Model = "Starter",
            Seed = 0,
            Steps = 3,
            Width = 64,
            Height = 72,
            Sampler = "euler",
            Schedule = "normal",
        };

        var complete = await CompleteAsync(given);

        Assert.Equal(given with { Model = "starter", GuidanceSettings = complete.GuidanceSettings }, complete);
    }

    [Theory]
    [InlineData("DPM++ 2M Karras", null, "dpmpp_2m", "karras")]
    [InlineData("dpm++ 2m karras", "Normal", "dpmpp_2m", "normal")]
    [InlineData("sample_dpmpp_2m", null, "dpmpp_2m", null)]
    public async Task Names_are_found_as_the_worker_finds_them(string sampler, string? schedule, string realSampler, string? realSchedule)
    {
        var complete = await CompleteAsync(new GenerationRequest { Prompt = "", Sampler = sampler, Schedule = schedule });

        Assert.Equal((realSampler, realSchedule), (complete.Sampler, complete.Schedule));
    }

    [Theory]
    [InlineData("sampler", "eluer", "euler")]
    [InlineData("schedule", "../../x", "karras")]
    [InlineData("noise", "tor", "torch")]
    [InlineData("guidance", "CON", "cfg")]
    [InlineData("model", "../../etc/passwd", "starter")]
    public async Task An_unknown_name_is_refused_with_the_known_ones(string field, string name, string known)
    {
        var request = new GenerationRequest { Prompt = "" };
        request = field switch
        {
            "sampler" => request with { Sampler = name },
            "schedule" => request with { Schedule = name },
            "noise" => request with { Noise = name },
            "guidance" => request with { Guidance = name },
            _ => request with { Model = name },
        };

        var refused = await Assert.ThrowsAsync<RequestException>(() => CompleteAsync(request));

        Assert.Equal(field, refused.Field);
        Assert.Contains(known, refused.Problem);
    }

    [Theory]
    [InlineData("s_churn", 101)]
    [InlineData("s_churn", -0.1)]
    [InlineData("nothing", 0)]
    public async Task An_option_that_the_sampler_cannot_take_is_refused(string option, double value)
    {
        var request =
            new GenerationRequest { Prompt = "", Sampler = "euler", SamplerOptions = new Dictionary<string, double> { [option] = value } };

        Assert.Equal("samplerOptions", (await Assert.ThrowsAsync<RequestException>(() => CompleteAsync(request))).Field);
    }

    [Fact]
    public async Task An_option_that_the_guidance_cannot_take_is_refused()
    {
        var request = new GenerationRequest { Prompt = "", GuidanceOptions = new Dictionary<string, double> { ["nothing"] = 0 } };

        var refused = await Assert.ThrowsAsync<RequestException>(() => CompleteAsync(request));

        Assert.Equal(("guidanceOptions", "it has no options, so 'nothing' cannot be set"), (refused.Field, refused.Problem));
    }

    [Fact]
    public async Task The_budget_counts_what_the_model_filled_in()
    {
        await using var small = new QueueFixture(new GenerationLimits { PixelSteps = 256 * 256 * 2 });
        var request = new GenerationRequest { Prompt = "", Steps = 2 };

        Assert.Equal(2, (await small.Completion.CompleteAsync(request, CancellationToken.None)).Steps);
        var refused =
            await Assert.ThrowsAsync<RequestException>(
                () => small.Completion.CompleteAsync(request with { Count = 2 }, CancellationToken.None));
        Assert.Equal("budget", refused.Field);
    }

    [Theory]
    [InlineData(1024, 512, 0, null, true)]
    [InlineData(512, 1024, 0, null, true)]
    [InlineData(1032, 512, 0, null, false)]
    [InlineData(1024, 384, 512, null, false)]
    [InlineData(2048, 1024, 0, 1024, true)]
    [InlineData(2048, 2048, 0, 1024, false)]
    [InlineData(2100, 8, 0, null, false)]
    public async Task The_size_that_a_picture_says_is_in_the_budget(int width, int height, int right, int? wanted, bool possible)
    {
        await using var small = new QueueFixture(new GenerationLimits { PixelSteps = 1024 * 512 * 2 });
        var picture = PictureHash.Reference(await small.Files.PutAsync(PictureFile.Png(width, height), CancellationToken.None));
        var outpaint = right == 0 ? null : new OutpaintInput { Right = right };
        var request = new GenerationRequest
        {
            Prompt = "",
            Steps = 2,
            Width = wanted,
            Image = new ImageInput { Picture = picture, Outpaint = outpaint },
        };

        var refused = await Record.ExceptionAsync(() => small.Completion.CompleteAsync(request, CancellationToken.None));

        Assert.Equal(possible ? null : width > 2048 ? "width" : "budget", (refused as RequestException)?.Field);
        Assert.True(refused is null or RequestException, refused?.ToString());
    }

    [Fact]
    public async Task A_worker_that_does_not_come_is_waited_for_and_then_not()
    {
        _fixture.Workers.Inventory = null;
        var completing = CompleteAsync(new GenerationRequest { Prompt = "" });

        _fixture.Time.Pass(29);
        Assert.False(completing.IsCompleted);
        _fixture.Time.Pass(2);

        await Assert.ThrowsAsync<WorkerUnavailableException>(() => completing.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private Task<GenerationRequest> CompleteAsync(GenerationRequest request) =>
        _fixture.Completion.CompleteAsync(request, CancellationToken.None);
}
