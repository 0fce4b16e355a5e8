namespace Atelier.DiscordSimulator.Limits;

internal static class ModalLimits
{
    private const int ActionRow = 1;
    private const int TextInput = 4;
    private const int TextDisplay = 10;
    private const int Label = 18;

    public static void Check(Form modal)
    {
        modal.Text("custom_id", 1, 100, required: true);
        modal.Text("title", 1, 45, required: true);
        var ids = new HashSet<string>();
        foreach (var part in modal.List("components", 1, 5, required: true))
        {
            switch (part.Whole("type", 1, Label, required: true))
            {
                case Label:
                    part.Text("label", 1, 45, required: true);
                    part.Text("description", 0, 100);
                    CheckControl(part.Object("component", required: true), ids, hasLabel: false);
                    break;
                case ActionRow:
                    foreach (var control in part.List("components", 1, 1, required: true))
                    {
                        CheckControl(control, ids, hasLabel: true);
                    }

                    break;
                case TextDisplay:
                    part.Text("content", 1, 4000, required: true);
                    break;
                case not null:
                    part.Add("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1, 10, 18).");
                    break;
            }
        }
    }

    private static void CheckControl(Form? control, HashSet<string> ids, bool hasLabel)
    {
        if (control is null)
        {
            return;
        }

        ComponentLimits.CheckCustomId(control, ids);
        if (control.Whole("type", 3, 23, required: true) != TextInput)
        {
            return;
        }

        control.Whole("style", 1, 2, required: true);
        control.Text("label", hasLabel ? 1 : 0, 45, required: hasLabel);
        control.Text("placeholder", 0, 100);
        control.Truth("required");
        var least = control.Whole("min_length", 0, 4000) ?? 0;
        var most = control.Whole("max_length", 1, 4000) ?? 4000;
        control.Text("value", 0, (int)most);
        if (least > most)
        {
            control.Add("min_length", "TEXT_INPUT_MIN_LENGTH_GREATER_THAN_MAX_LENGTH", "The least length is above the greatest.");
        }
    }
}
