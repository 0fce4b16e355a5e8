using Atelier.Compliance;
using Atelier.Networks;
using Atelier.Upscalers.Latents;
using Atelier.Upscalers.Networks;
using Atelier.Upscalers.Pictures;
using Atelier.Upscalers.Tests.Networks;
using Atelier.Upscaling;

namespace Atelier.Upscalers.Tests;

public class LatentTests : ModeTests
{
    protected override string Name => "latent";
}

public class LatentAntialiasedTests : ModeTests
{
    protected override string Name => "latent_antialiased";
}

public class LatentBicubicTests : ModeTests
{
    protected override string Name => "latent_bicubic";
}

public class LatentBicubicAntialiasedTests : ModeTests
{
    protected override string Name => "latent_bicubic_antialiased";
}

public class LatentNearestTests : ModeTests
{
    protected override string Name => "latent_nearest";
}

public class LatentNearestExactTests : ModeTests
{
    protected override string Name => "latent_nearest_exact";
}

public abstract class ModeTests : LatentUpscalerCompliance
{
    protected abstract string Name { get; }

    protected override ILatentUpscaler Upscaler => LatentModes.All.Single(mode => mode.Name == Name);
}

public class LanczosTests : UpscalerCompliance
{
    protected override IUpscaler Upscaler => new Lanczos();
}

public class BicubicTests : UpscalerCompliance
{
    protected override IUpscaler Upscaler => new Bicubic();
}

public class NearestTests : UpscalerCompliance
{
    protected override IUpscaler Upscaler => new Nearest();
}

public class NoUpscalerTests : UpscalerCompliance
{
    protected override IUpscaler Upscaler => new NoUpscaler();
}

public class NetworkUpscalerComplianceTests : UpscalerCompliance
{
    protected override IUpscaler Upscaler => new NetworkUpscaler();

    protected override ModelFile? Model => RepeatingNetwork.File;

    protected override IModelRuntime Runtime => new RepeatingNetwork(2);
}
