using Atelier.Adapters;
using Atelier.Compliance;
using Atelier.Compliance.Doubles;

namespace Atelier.Lora.Tests.Kinds;

public sealed class ScalingComplianceTests : AdapterCompliance
{
    protected override IAdapterFormat Format => SomeModel.Format("ia3");

    protected override AdapterModel Model => SomeModel.Model;

    protected override PlainAdapterFile File =>
        new PlainAdapterFile()
            .Add($"{SomeModel.Linear}.weight", [1, 4]).Add($"{SomeModel.Linear}.on_input", [], 1f);
}
