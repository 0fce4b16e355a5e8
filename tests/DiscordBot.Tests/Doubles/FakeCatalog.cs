using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>What can be asked for, as a test sets it.</summary>
internal sealed class FakeCatalog : IFrontEndCatalog
{
    public FrontEndChoices Choices { get; set; } = new()
    {
        Models =
        [
            new ModelChoice("starter", "sd15", 256, 256, 20),
            new ModelChoice("dreamshaper", "sd15", 512, 512, 30),
            new ModelChoice("juggernaut-xl", "sdxl", 1024, 1024, 40),
        ],
        Samplers = [new PartChoice("euler", "Euler"), new PartChoice("euler_a", "Euler a"), new PartChoice("dpmpp_2m", "DPM++ 2M")],
        Schedules = [new PartChoice("normal", "Normal"), new PartChoice("karras", "Karras")],
        Upscalers = [new PartChoice("lanczos", "Lanczos"), new PartChoice("4x-sharp", "4x-sharp")],
        Adapters = ["ink-drawing", "watercolour", "details"],
        ControlModels = ["control_v11p_sd15_canny", "control_v11f1p_sd15_depth"],
        Preprocessors =
        [
            new PreprocessorChoice("none", "None", "All"),
            new PreprocessorChoice("canny", "Canny", "Canny"),
            new PreprocessorChoice("softedge", "Soft edge", "SoftEdge"),
        ],
        Styles = [new StyleChoice("Watercolour", "watercolour of {prompt}, paper", "photograph"),
            new StyleChoice("Night", "at night, moonlight", "sun")],
        Limits = new RequestLimits(2048, 4_194_304, 150, 16),
    };

    public Task<FrontEndChoices> ReadAsync(CancellationToken cancellation = default) => Task.FromResult(Choices);
}
