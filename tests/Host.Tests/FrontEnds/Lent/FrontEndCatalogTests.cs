using Atelier.FrontEnds;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Tests.FrontEnds.Lent;

public sealed class FrontEndCatalogTests
{
    [Fact]
    public async Task It_tells_all_that_requests_can_name_and_the_limits()
    {
        await using var lent = await LentServer.StartAsync();
        lent.Server.Workers.Answer = _ => new List<PreprocessorInfo> { new("canny", "Canny", [], "", "Canny", false, false, false, []) };
        await File.WriteAllTextAsync(
            Path.Combine(lent.Server.Data, "styles.csv"), "name,prompt,negative_prompt\ncinematic,film still,cartoon\n");

        var choices = await lent.Host.Catalog.ReadAsync();

        Assert.Equal(new ModelChoice("starter", "sd1", 256, 256, 20), choices.Models[0]);
        Assert.Contains(new PartChoice("dpmpp_2m", "DPM++ 2M"), choices.Samplers);
        Assert.Contains(new PartChoice("karras", "Karras"), choices.Schedules);
        Assert.Contains(new PartChoice("lanczos", "Lanczos"), choices.Upscalers);
        Assert.DoesNotContain(choices.Upscalers, upscaler => upscaler.Name == "latent");
        Assert.Equal([new PreprocessorChoice("canny", "Canny", "Canny")], choices.Preprocessors);
        Assert.Equal([new StyleChoice("cinematic", "film still", "cartoon")], choices.Styles);
        Assert.Equal(new RequestLimits(2048, 2048 * 2048, 150, 1600), choices.Limits);
        Assert.Same(choices, await lent.Host.Catalog.ReadAsync());
    }

    [Fact]
    public async Task Without_a_worker_it_is_refused_until_one_has_told()
    {
        await using var lent = await LentServer.StartAsync();

        await Assert.ThrowsAsync<QueueRefusedException>(() => lent.Host.Catalog.ReadAsync());
        lent.Server.Workers.Answer = _ => new List<PreprocessorInfo>();
        Assert.NotEmpty((await lent.Host.Catalog.ReadAsync()).Samplers);
    }

    [Fact]
    public async Task The_public_address_is_that_of_the_configuration()
    {
        await using var lent = await LentServer.StartAsync("https://pictures.example.org");
        await using var unknown = await LentServer.StartAsync();

        Assert.Equal(new Uri("https://pictures.example.org"), lent.Host.PublicAddress);
        Assert.Null(unknown.Host.PublicAddress);
    }
}
