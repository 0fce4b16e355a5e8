using Atelier.Compliance;
using Atelier.Conditioning;
using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.ControlNet.Tests.Conditioning;

public class ControlNetComplianceTests : ConditionerCompliance
{
    private readonly SomeControls _controls = new();

    protected override IConditioner Conditioner => PluginParts.All.Conditioners["controlnet"];

    protected override ControlUnit Unit { get; } = new() { Model = "canny", Weight = 0.5 };

    protected override UNetShape UNet => SomeControls.UNet;

    protected override IModelFiles Files => _controls;

    protected override IModelRuntime Runtime => _controls;
}
